package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** Pages of the extension in each theme, in light and dark colors, against WCAG 2.2 AA. Each page has one primary action. */
class AccessibilityIT {

    @RegisterExtension
    static final TestRealm realm =
            TestRealm.withOneLogin().customized(representation -> representation.setVerifyEmail(true));

    @RegisterExtension
    static final ChromiumLogin login = new ChromiumLogin();

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
        var user = realm.user(
                "ann-" + theme,
                inOneLogin -> inOneLogin.offered(
                        SimulatedFactorType.SMS, SimulatedFactorType.PROTECT, SimulatedFactorType.AUTHENTICATOR));

        login.signsIn(realm, user);
        isAccessible(0);
        login.clicks(choice("factor", "protect"));
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
        login.clicks(choice("device", "voice"));
        login.shown(By.className("onelogin-mfa-number"));
        isAccessible(0);
        login.clicks(By.cssSelector("[data-open-after-seconds] > summary"));
        login.clicks(By.name("other"));
        login.clicks(choice("device", "email"));
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

    @ParameterizedTest
    @DisplayName("The pages before and after an enrollment are accessible in every theme")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void pagesAroundAnEnrollmentAreAccessible(String theme) {
        realm.loginTheme(theme);
        realm.execution()
                .configure(Map.of(ConfigProperty.GRACE_DAYS.key(), "14", ConfigProperty.SUGGEST_FACTOR.key(), "true"));
        var user = realm.user("dora-" + theme);
        isVerified(user, false);

        login.signsIn(realm, user);
        isAccessible(1);
        isVerified(user, true);
        login.signsIn(realm, user);
        login.shown(By.name("later"));
        isAccessible(0);
        login.choosesFactor("SMS").entersCode(realm.lastCodeOf(user));
        login.shown(By.name("add"));
        isAccessible(1);
        login.clicks(By.name("later"));
        login.isSignedIn();
        login.driver().get(realm.loginAddress() + "&kc_action=onelogin-enroll");
        login.shown(By.name("start"));
        isAccessible(1);
    }

    private static void isVerified(TestUser user, boolean isVerified) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmailVerified(isVerified);
        resource.update(changed);
    }

    private static By choice(String name, String kind) {
        return By.xpath("//button[@name='" + name + "'][.//*[contains(@class, 'icon-" + kind + "')]]");
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
