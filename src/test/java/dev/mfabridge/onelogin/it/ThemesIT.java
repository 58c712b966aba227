package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the extension in each login theme of Keycloak. */
@Tag("core")
class ThemesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @ParameterizedTest
    @DisplayName("Every theme shows the choice of factors, the code field and the failure")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void themeShowsChoiceCodeAndFailure(String theme) {
        realm.execution().configure(Map.of());
        realm.loginTheme(theme);
        var user = realm.user("alice-" + theme);
        var alice = realm.person(user).signsInWithPassword().sees("Set up your second factor");

        alice.choosesFactor("SMS").entersCode("000000");

        assertThat(alice.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        var field = alice.page().html().selectFirst("#otp");
        assertThat(field.attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(field.attr("aria-describedby")).isEqualTo("input-error-otp");
        assertThat(alice.page().html().select("label[for=otp]").text()).startsWith("Code");
        assertThat(field.attr("value")).isEmpty();

        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), ""));
        realm.person(user).signsInWithPassword().sees("We can't confirm that it is you");
    }

    @ParameterizedTest
    @DisplayName("Every theme shows the pages of the apps and of the choice of devices")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void themeShowsAppsAndChoiceOfDevices(String theme) {
        realm.loginTheme(theme);
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.REMEMBER_HOURS.key(), "12"));
        var user = realm.user("bob-" + theme)
                .withDevice(SimulatedFactorType.PROTECT)
                .withDevice(SimulatedFactorType.AUTHENTICATOR);
        var newcomer = realm.user("cleo-" + theme, simulated -> simulated.offered(SimulatedFactorType.AUTHENTICATOR));

        var bob = realm.person(user).signsInWithPassword().sees("Approve the request there.");
        assertThat(bob.isWaiting()).isTrue();
        bob.sees("Do not ask again in this browser for 12 hours");
        bob.asksForAnotherWay().sees("Choose how to confirm that it is you");
        bob.choosesDevice("Authenticator").sees("Enter the code that your authenticator app shows");
        var cleo = realm.person(newcomer).signsInWithPassword().sees("scan this code");
        assertThat(cleo.page().has("img.onelogin-mfa-qr")).isTrue();
    }
}
