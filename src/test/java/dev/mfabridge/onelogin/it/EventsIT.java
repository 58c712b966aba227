package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the events of a login, which an administrator reads. */
class EventsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("The event of a login names the proven device and all challenges")
    void loginEventNamesTheDeviceAndAllChallenges() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var ann = realm.person(user).signsInWithPassword();
        ann.requestsAnotherMessageAfterCooldown();
        ann.asksForAnotherWay().choosesDevice("Email").entersCode(realm.lastCodeOf(user));

        assertThat(realm.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_factor", "EMAIL")
                .containsEntry("onelogin_device_id", user.device())
                .containsEntry("onelogin_challenged", "SMS SMS EMAIL");
    }

    @Test
    @DisplayName("The event of a failed attempt distinguishes a wrong code from a denial and names the device")
    void errorEventDistinguishesWrongCodeFromDenial() {
        var phone = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        realm.person(phone).signsInWithPassword().entersCode("000000");
        var push = realm.user("cora").withDevice(SimulatedFactorType.PROTECT);
        var cora = realm.person(push).signsInWithPassword();
        realm.oneLogin().deny(push.oneLoginId());
        cora.checksConfirmation();

        assertThat(realm.events(phone, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_wrong_code")
                .containsEntry("onelogin_factor", "SMS")
                .containsEntry("onelogin_device_id", phone.device());
        assertThat(realm.events(push, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_denied")
                .containsEntry("onelogin_factor", "PROTECT");
    }

    @Test
    @DisplayName("The event of a new credential distinguishes an enrollment from an adoption")
    void eventDistinguishesEnrollmentFromAdoption() {
        var newcomer = realm.user("dan", simulated -> simulated.offered(SimulatedFactorType.SMS));
        realm.person(newcomer).signsInWithPassword().entersCode(realm.lastCodeOf(newcomer));
        var enrolled = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        realm.person(enrolled).signsInWithPassword().entersCode(realm.lastCodeOf(enrolled));

        assertThat(realm.events(newcomer, "UPDATE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_enrolled");
        assertThat(realm.events(enrolled, "UPDATE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_adopted");
    }

    @Test
    @DisplayName("A sent challenge is an event even if the user never answers it")
    void sentChallengeIsAnEvent() {
        var user = realm.user("gus").withDevice(SimulatedFactorType.SMS);

        realm.person(user).signsInWithPassword().reloads();

        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION")).singleElement().satisfies(event -> {
            assertThat(event.getClientId()).isEqualTo(TestRealmBuilder.CLIENT);
            assertThat(event.getDetails())
                    .containsEntry("reason", "onelogin_challenge_sent")
                    .containsEntry("credential_type", "onelogin")
                    .containsEntry("onelogin_factor", "SMS")
                    .containsEntry("onelogin_device_id", user.device());
            assertThat(event.getDetails().values()).doesNotContain(realm.lastCodeOf(user));
        });
    }

    @Test
    @DisplayName("The challenge of an authenticator app sends no message and is no event")
    void appChallengeIsNoEvent() {
        var user = realm.user("hal").withDevice(SimulatedFactorType.AUTHENTICATOR);

        realm.person(user).signsInWithPassword().sees("your authenticator app");

        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION")).isEmpty();
    }

    @Test
    @DisplayName("A reload is no challenge")
    void reloadIsNoChallenge() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.SMS);
        var fay = realm.person(user).signsInWithPassword().reloads().reloads();
        fay.entersCode("000000").entersCode(realm.lastCodeOf(user));

        assertThat(realm.events(user, "LOGIN").get(0).getDetails()).containsEntry("onelogin_challenged", "SMS");
    }
}
