package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** Pages of the extension in each theme, in light and dark colors, against WCAG 2.2 AA. Each page has one primary action. */
class AccessibilityIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static ChromiumLogin login;

    @BeforeAll
    static void open() {
        login = ChromiumLogin.openOrSkip();
        login.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() {
        if (login != null) {
            login.driver().quit();
        }
    }

    @BeforeEach
    void allowEverything() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(), "",
                        ConfigProperty.EMAIL_LINK.key(), "either",
                        ConfigProperty.MESSAGE_LIMIT.key(), "100",
                        ConfigProperty.GRACE_DAYS.key(), "0",
                        ConfigProperty.REMEMBER_HOURS.key(), "168"));
    }

    @ParameterizedTest
    @DisplayName("The pages of an enrollment are accessible in every theme")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void enrollmentIsAccessible(String theme) {
        realm.loginTheme(theme);
        var user = realm.user("ann-" + theme);

        login.signsIn(realm, user);
        isAccessible(0);
        login.clicks(By.xpath("//button[@name='factor'][contains(., 'Protect')]"));
        login.shown(By.name("named"));
        isAccessible(1);
        login.clicks(By.name("named"));
        login.shown(By.className("onelogin-mfa-status"));
        isAccessible(0);
        login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
        login.clicks(By.name("other"));
        login.shown(By.name("factor"));
        login.choosesFactor("Authenticator");
        isAccessible(1);
        login.clicks(By.name("other"));
        login.shown(By.name("factor"));
        login.choosesFactor("SMS").entersCode("000000");
        login.shown(By.id("input-error-otp"));
        isAccessible(1);
    }

    @ParameterizedTest
    @DisplayName("The pages of a login are accessible in every theme")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void loginIsAccessible(String theme) {
        realm.loginTheme(theme);
        var user = realm.user("ben-" + theme)
                .withDevice(
                        SimulatedFactorType.PROTECT,
                        "Ben's phone with a name that is rather long, WWWWWWWWWWWWWWWWWWWWW")
                .withDevice(SimulatedFactorType.EMAIL)
                .withDevice(SimulatedFactorType.VOICE);

        login.signsIn(realm, user);
        isAccessible(0);
        login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
        isAccessible(0);
        login.clicks(By.name("other"));
        login.shown(By.name("device"));
        isAccessible(0);
        login.clicks(By.xpath("//button[@name='device'][contains(., 'VOICE')]"));
        login.shown(By.className("onelogin-mfa-number"));
        isAccessible(0);
        login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
        login.clicks(By.name("other"));
        login.clicks(By.xpath("//button[@name='device'][contains(., 'EMAIL')]"));
        login.shown(By.id("otp"));
        isAccessible(1);
    }

    @ParameterizedTest
    @DisplayName("The pages of a closed challenge and of a failure are accessible in every theme")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void failureIsAccessible(String theme) {
        realm.loginTheme(theme);
        var user = realm.user("cora-" + theme).withDevice(SimulatedFactorType.PROTECT);

        login.signsIn(realm, user);
        realm.oneLogin().deny(user.oneLoginId());
        login.shown(By.cssSelector("#onelogin-resend-form button"));
        login.showsPage();
        isAccessible(1);
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), ""));
        login.signsIn(realm, user);
        isAccessible(1);
    }

    /**
     * Checks the open page.
     *
     * @param primary the number of primary buttons: none on a page whose list is the choice, or that waits
     */
    private static void isAccessible(int primary) {
        login.showsPage();
        var title = login.driver().findElement(By.id("kc-page-title")).getText();
        assertThat(login.driver().getTitle()).startsWith(title.strip() + " - ");
        assertThat(new AxeScan(login.driver()).violations()).as(title).isEmpty();
        if (!login.driver().findElements(By.className("onelogin-mfa")).isEmpty()) {
            assertThat(login.driver().findElements(By.cssSelector(".onelogin-mfa-button")).stream()
                            .filter(button -> button.isDisplayed()))
                    .as(title)
                    .hasSize(primary);
        }
    }
}
