package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tests of the pages in a real browser that runs their scripts. */
class BrowserIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        browser = Chromium.openOrSkip();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    @DisplayName("A user enrolls in a browser and sees the remaining cool-down of a resend")
    void userEnrollsAndSeesTheResendCoolDown() {
        realm.execution().configure(Map.of(ConfigProperty.RESEND_COOLDOWN.key(), "2"));
        var user = realm.user("alice");
        signIn(user);
        browser.findElement(By.xpath("//button[@name='factor'][contains(., 'SMS')]"))
                .click();
        shown(By.name("named")).click();

        var field = shown(By.id("otp"));
        assertThat(browser.switchTo().activeElement()).isEqualTo(field);
        var resend = browser.findElement(By.name("resend"));
        assertThat(resend.getText()).matches("Send again in 0:0[12]");
        assertThat(resend.isEnabled()).isFalse();
        browserWaits().until(ExpectedConditions.elementToBeClickable(resend));
        assertThat(resend.getText()).isEqualTo("Send again");
        assertThat(browser.findElement(By.className("onelogin-mfa-announcement"))
                        .getDomProperty("textContent"))
                .isEqualTo("Available now: Send again");
        resend.click();
        browserWaits()
                .until(ExpectedConditions.textToBePresentInElementLocated(
                        By.tagName("main"), "We sent you a new code"));

        shown(By.id("otp")).sendKeys("000000");
        browser.findElement(By.name("login")).click();
        browserWaits()
                .until(ExpectedConditions.textToBe(
                        By.id("input-error-otp"), "That code isn't right. Check it and try again."));
        realm.assertCounted(user, 1);
        browser.navigate().refresh();
        shown(By.id("otp")).sendKeys(realm.lastCodeOf(user));
        browser.findElement(By.name("login")).click();

        browserWaits().until(ExpectedConditions.urlContains("code="));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(2);
        assertThat(realm.credentialsOf(user))
                .anyMatch(credential -> credential.getType().equals("onelogin"));
    }

    @Test
    @DisplayName("The waiting page continues by itself after the user approves the push")
    void waitingPageContinuesAfterApproval() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = realm.user("pia").withDevice(SimulatedFactorType.PROTECT);
        signIn(user);
        assertThat(shown(By.className("onelogin-mfa-status")).getText()).isEqualTo("Waiting for your confirmation …");

        realm.oneLogin().approve(user.oneLoginId());

        browserWaits().until(ExpectedConditions.urlContains("code="));
    }

    @Test
    @DisplayName("The waiting page shows by itself that the user denied the push")
    void waitingPageShowsTheDenial() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = realm.user("quin").withDevice(SimulatedFactorType.PROTECT);
        signIn(user);
        shown(By.className("onelogin-mfa-status"));

        realm.oneLogin().deny(user.oneLoginId());

        browserWaits()
                .until(ExpectedConditions.textToBePresentInElementLocated(
                        By.tagName("main"), "The sign-in was declined"));
        realm.assertCounted(user, 1);
    }

    @Test
    @DisplayName("The e-mail page continues by itself after the user opens the link, and remembers the browser")
    void emailPageContinuesAfterLinkAndRemembersBrowser() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.EMAIL_LINK.key(),
                        "either",
                        ConfigProperty.REMEMBER_HOURS.key(),
                        "168"));
        var user = realm.user("rita").withDevice(SimulatedFactorType.EMAIL_LINK);
        signIn(user);
        assertThat(browser.switchTo().activeElement()).isEqualTo(shown(By.id("otp")));
        browser.findElement(By.id("remember")).click();

        realm.oneLogin().clickLink(user.oneLoginId());

        browserWaits().until(ExpectedConditions.urlContains("code="));
        browser.executeCdpCommand(
                "Network.deleteCookies", Map.of("name", "KEYCLOAK_IDENTITY", "url", realm.address() + "/"));
        browser.executeCdpCommand(
                "Network.deleteCookies", Map.of("name", "AUTH_SESSION_ID", "url", realm.address() + "/"));
        browser.get(realm.loginAddress());
        shown(By.id("username")).sendKeys(user.username());
        browser.findElement(By.id("password")).sendKeys(user.password());
        browser.findElement(By.id("kc-login")).click();
        browserWaits().until(ExpectedConditions.urlContains("code="));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("The e-mail page accepts a code that the user pastes with spaces")
    void emailPageAcceptsCodePastedWithSpaces() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.EMAIL_LINK.key(), "either"));
        var user = realm.user("sam").withDevice(SimulatedFactorType.EMAIL);
        signIn(user);

        shown(By.id("otp")).sendKeys(" " + realm.lastCodeOf(user).replaceAll("(...)", "$1 "), Keys.ENTER);

        browserWaits().until(ExpectedConditions.urlContains("code="));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName(
            "A page of another site that opens an action sends nothing, and the button of the page sends one message")
    void openedActionSendsNothingBeforeTheButton() {
        realm.execution().configure(Map.of());
        var user = realm.user("tess").enrolled(SimulatedFactorType.SMS);
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.get(realm.loginAddress());
        shown(By.id("username")).sendKeys(user.username());
        browser.findElement(By.id("password")).sendKeys(user.password());
        browser.findElement(By.id("kc-login")).click();
        shown(By.id("otp")).sendKeys(realm.lastCodeOf(user));
        browser.findElement(By.name("login")).click();
        browserWaits().until(ExpectedConditions.urlContains("code="));
        var before = realm.oneLogin().messagesTo(user.oneLoginId()).size();

        browser.get(realm.loginAddress() + "&kc_action=onelogin-enroll");
        shown(By.name("start"));
        browser.navigate().refresh();
        var button = shown(By.name("start"));

        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("When you continue, we send a text message with a code to your phone (OneLogin SMS).");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(before);
        button.click();
        shown(By.id("otp"));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(before + 1);
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.WEB)
    @DisplayName("The pages break no rule of the content security policy")
    void pagesObeyTheContentSecurityPolicy() {
        realm.execution().configure(Map.of());
        signIn(realm.user("carol"));
        browser.findElement(By.name("factor")).click();
        shown(By.name("named")).click();
        shown(By.id("otp"));

        assertThat(browser.manage().logs().get("browser").getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .noneMatch(entry -> entry.getMessage().contains("Content Security Policy")
                        || entry.getMessage().contains("onelogin-mfa"));
    }

    @Test
    @DisplayName("The page fits the screen of a phone")
    void pageFitsPhone() {
        realm.execution().configure(Map.of());
        signIn(realm.user("dora"));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", true));
        try {
            browser.navigate().refresh();
            shown(By.name("factor"));
            // Keycloak's own tooltip exceeds the width, so the test can't measure the page as a whole.
            assertThat(
                            browser.executeScript(
                                    "return [...document.querySelectorAll('#onelogin-factor-form *')]"
                                            + ".every(e => e.getBoundingClientRect().left >= 0 && e.getBoundingClientRect().right <= 320)"))
                    .isEqualTo(true);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static void signIn(TestUser user) {
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.get(realm.loginAddress());
        shown(By.id("username")).sendKeys(user.username());
        browser.findElement(By.id("password")).sendKeys(user.password());
        browser.findElement(By.id("kc-login")).click();
        shown(By.cssSelector("[name=factor], .onelogin-mfa-status"));
    }

    private static org.openqa.selenium.WebElement shown(By element) {
        return browserWaits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private static WebDriverWait browserWaits() {
        return new WebDriverWait(browser, Duration.ofSeconds(20));
    }
}
