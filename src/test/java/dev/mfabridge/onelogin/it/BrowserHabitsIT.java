package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** Users of a real browser with a keyboard alone, without scripts, in two tabs, with Back, on a phone, from right to left. */
class BrowserHabitsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(settings -> {
        settings.setInternationalizationEnabled(true);
        settings.setSupportedLocales(Set.of("en", "ar"));
        settings.setDefaultLocale("en");
    });

    /** Realm whose pages may run scripts of files only, none that is written in a page. */
    @RegisterExtension
    static final TestRealm strict = TestRealm.withOneLogin().customized(settings -> {
        var headers = new HashMap<String, String>();
        headers.put("contentSecurityPolicy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'");
        settings.setBrowserSecurityHeaders(headers);
    });

    @RegisterExtension
    static final ChromiumLogin login = new ChromiumLogin();

    @BeforeEach
    void allowEverything() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        strict.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @AfterEach
    void resetBrowser() {
        login.runsScripts(true);
        login.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    @DisplayName("A keyboard is enough to choose a factor, to name the device and to enter the code")
    void keyboardIsEnough() {
        var user =
                realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));
        login.signsIn(realm, user);

        tabTo("factor").sendKeys(Keys.ENTER);
        login.shown(By.id("onelogin-name"));
        login.showsPage();
        assertThat(login.focus()).isEqualTo("onelogin-name");
        login.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        login.shown(By.id("otp"));
        login.showsPage();
        tabTo("other").sendKeys(Keys.ENTER);
        login.shown(By.name("factor"));
        login.showsPage();
        tabTo("factor").sendKeys(Keys.SPACE);
        login.shown(By.id("onelogin-name"));
        login.showsPage();
        login.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        login.shown(By.id("otp"));
        login.driver().switchTo().activeElement().sendKeys(realm.lastCodeOf(user), Keys.ENTER);

        login.isSignedIn();
    }

    @Test
    @DisplayName("Without scripts, a user enrolls, corrects a code and signs in")
    void userEnrollsWithoutScripts() {
        var user =
                realm.user("ben", simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));
        login.runsScripts(false);
        login.signsIn(realm, user).choosesFactor("SMS").entersCode("000000");
        login.shown(By.id("input-error-otp"));

        login.entersCode(realm.lastCodeOf(user));

        login.isSignedInWith(realm.lastCodeOf(user));
    }

    @Test
    @DisplayName("With a strict content security policy, the page of a push waits and continues")
    void pushContinuesWithStrictPolicy() {
        var user = strict.user("cora").withDevice(SimulatedFactorType.PROTECT);
        login.signsIn(strict, user);
        login.shown(By.className("onelogin-mfa-status"));

        strict.oneLogin().approve(user.oneLoginId());

        login.isSignedIn();
    }

    @Test
    @DisplayName("Two tabs of one browser have a login each, and the second one is signed in with the first")
    void twoTabsHaveALoginEach() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        login.signsIn(realm, user);
        var first = login.driver().getWindowHandle();
        login.driver().switchTo().newWindow(WindowType.TAB);
        login.driver().get(realm.loginAddress());
        login.entersPassword(user).showsPage();

        login.entersCode(realm.lastCodeOf(user));
        login.isSignedIn();
        login.driver().close();
        login.driver().switchTo().window(first);

        // Keycloak's own script, or the next form, takes this tab to the application.
        if (!login.driver().getCurrentUrl().contains("code=")
                && !login.driver().findElements(By.id("otp")).isEmpty()) {
            login.driver().navigate().refresh();
        }
        assertThat(login.driver().getPageSource()).doesNotContain("Internal Server Error");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSizeBetween(1, 2);
    }

    @Test
    @DisplayName("After Back, Keycloak says that the page is old, and the code that was sent is still right")
    void codeIsRightAfterBack() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        login.signsIn(realm, user).entersCode("000000");
        login.shown(By.id("input-error-otp"));

        login.driver().navigate().back();
        login.shown(By.id("otp")).clear();
        login.entersCode(realm.lastCodeOf(user));
        login.shown(By.xpath("//*[starts-with(normalize-space(.), 'Action expired.')]"));
        login.entersCode(realm.lastCodeOf(user));

        login.isSignedInWith(realm.lastCodeOf(user));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("With forced colors the icons stay, and with reduced motion nothing moves")
    void iconsStayAndNothingMoves() {
        prefers(Map.of("forced-colors", "active", "prefers-reduced-motion", "reduce"));
        try {
            login.signsIn(
                    realm,
                    realm.user("gil").withDevice(SimulatedFactorType.PROTECT).withDevice(SimulatedFactorType.SMS));
            assertThat(style(".onelogin-mfa-pulse", "animationName")).isEqualTo("none");
            login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
            login.clicks(By.name("other"));
            login.shown(By.name("device"));

            assertThat(style(".onelogin-mfa-icon", "backgroundColor")).isNotEqualTo(style("body", "backgroundColor"));
        } finally {
            prefers(Map.of());
        }
    }

    private static void prefers(Map<String, String> features) {
        login.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                features.entrySet().stream()
                                        .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                                        .toList()));
    }

    private static String style(String element, String property) {
        return String.valueOf(login.driver()
                .executeScript(
                        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]",
                        element,
                        property));
    }

    @Test
    @DisplayName("The parts of a page fit a phone of 320 pixels, from left to right and from right to left")
    void pageFitsPhone() {
        var user = realm.user("fay")
                .withDevice(SimulatedFactorType.PROTECT, "W".repeat(64))
                .withDevice(SimulatedFactorType.SMS);
        login.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", true));
        for (var locale : new String[] {"en", "ar"}) {
            login.driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
            login.driver().get(realm.loginAddress() + "&ui_locales=" + locale);
            login.entersPassword(user).showsPage();
            assertFits(locale);
            login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
            assertFits(locale);
            login.clicks(By.name("other"));
            login.shown(By.name("device"));
            assertFits(locale);
            assertThat(login.driver().executeScript("""
                    const name = document.querySelector(".onelogin-mfa-factor-name").getBoundingClientRect();
                    const text = document.querySelector(".onelogin-mfa-factor-name").firstElementChild.getBoundingClientRect();
                    return document.documentElement.dir === "rtl" ? name.right - text.right : text.left - name.left;
                    """))
                    .as("distance of a name from the start of its line")
                    .isEqualTo(0L);
        }
    }

    private static void assertFits(String locale) {
        assertThat(login.driver().executeScript("""
                return [...document.querySelectorAll(".onelogin-mfa *:not(.onelogin-mfa-announcement)")]
                  .filter((part) => part.getClientRects().length)
                  .filter((part) => part.getBoundingClientRect().left < 0 || part.getBoundingClientRect().right > 320)
                  .map((part) => part.outerHTML);
                """))
                .as(locale)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    /** Moves the focus with the Tab key, and returns the first button of that name that gets it. */
    private static org.openqa.selenium.WebElement tabTo(String name) {
        for (var presses = 0; presses < 40; presses++) {
            var active = login.driver().switchTo().activeElement();
            if (name.equals(active.getDomProperty("name"))) {
                return active;
            }
            active.sendKeys(Keys.TAB);
        }
        throw new AssertionError("The Tab key doesn't reach " + name);
    }
}
