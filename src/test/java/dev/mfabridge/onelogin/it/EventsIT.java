package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator reads in the events of a login. */
class EventsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void everyFactor() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("The event of a login names the proven device and all challenges")
    void loginEventNamesTheDeviceAndAllChallenges() {
        var account = realm.user(
                "ann",
                user -> user.withDevice("94" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("95" + user.id(), SimulatedFactorType.EMAIL));
        var ann = realm.person(account).signsInWithPassword();
        ann.asksForAnotherCodeOnceItMay();
        ann.asksForAnotherWay().choosesDevice("Email").entersCode(realm.lastCodeOf(account));

        assertThat(realm.events(account, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_factor", "EMAIL")
                .containsEntry("onelogin_device_id", "95" + account.oneLoginId())
                .containsEntry("onelogin_challenged", "SMS SMS EMAIL");
    }

    @Test
    @DisplayName("The event of a failed attempt distinguishes a wrong code from a denial and names the device")
    void errorEventDistinguishesWrongCodeFromDenial() {
        var phone = realm.user("ben", user -> user.withDevice("94" + user.id(), SimulatedFactorType.SMS));
        realm.person(phone).signsInWithPassword().entersCode("000000");
        var push = realm.user("cora", user -> user.withDevice("94" + user.id(), SimulatedFactorType.PROTECT));
        var cora = realm.person(push).signsInWithPassword();
        realm.oneLogin().deny(push.oneLoginId());
        cora.looksForAnswer();

        assertThat(realm.events(phone, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_wrong_code")
                .containsEntry("onelogin_factor", "SMS")
                .containsEntry("onelogin_device_id", "94" + phone.oneLoginId());
        assertThat(realm.events(push, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_denied")
                .containsEntry("onelogin_factor", "PROTECT");
    }

    @Test
    @DisplayName("The event of a new credential distinguishes an enrollment from an adoption")
    void eventDistinguishesEnrollmentFromAdoption() {
        var newcomer = realm.user("dan", user -> user.offered(SimulatedFactorType.SMS));
        realm.person(newcomer).signsInWithPassword().entersCode(realm.lastCodeOf(newcomer));
        var enrolled = realm.user("eve", user -> user.withDevice("94" + user.id(), SimulatedFactorType.SMS));
        realm.person(enrolled).signsInWithPassword().entersCode(realm.lastCodeOf(enrolled));

        assertThat(realm.events(newcomer, "UPDATE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_enrolled");
        assertThat(realm.events(enrolled, "UPDATE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_adopted");
    }

    @Test
    @DisplayName("A sent challenge is an event even if the user never answers it")
    void sentChallengeIsAnEvent() {
        var account = realm.user("gus", user -> user.withDevice("94" + user.id(), SimulatedFactorType.SMS));

        realm.person(account).signsInWithPassword().reloads();

        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getClientId()).isEqualTo(TestRealmBuilder.CLIENT);
                    assertThat(event.getDetails())
                            .containsEntry("reason", "onelogin_challenge_sent")
                            .containsEntry("credential_type", "onelogin")
                            .containsEntry("onelogin_factor", "SMS")
                            .containsEntry("onelogin_device_id", "94" + account.oneLoginId());
                    assertThat(event.getDetails().values()).doesNotContain(realm.lastCodeOf(account));
                });
    }

    @Test
    @DisplayName("The challenge of an authenticator app sends no message and is no event")
    void appChallengeIsNoEvent() {
        var account = realm.user("hal", user -> user.withDevice("94" + user.id(), SimulatedFactorType.AUTHENTICATOR));

        realm.person(account).signsInWithPassword().sees("your authenticator app");

        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION")).isEmpty();
    }

    @Test
    @DisplayName("A reload is no challenge")
    void reloadIsNoChallenge() {
        var account = realm.user("fay", user -> user.withDevice("94" + user.id(), SimulatedFactorType.SMS));
        var fay = realm.person(account).signsInWithPassword().reloads().reloads();
        fay.entersCode("000000").entersCode(realm.lastCodeOf(account));

        assertThat(realm.events(account, "LOGIN").get(0).getDetails()).containsEntry("onelogin_challenged", "SMS");
    }
}
