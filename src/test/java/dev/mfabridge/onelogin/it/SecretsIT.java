package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ids, phone numbers and the client secret in pages and in the Admin API (S6, S7, S9). At the end of each run, {@link
 * dev.mfabridge.onelogin.it.secrets.LeakSearch} searches for the secrets of all classes.
 */
class SecretsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @Attack(on = "S6", kind = AttackKind.PRIVACY)
    @DisplayName("The pages contain no id of OneLogin")
    void pagesContainNoId() {
        var user = realm.user("alice");
        var pages = new ArrayList<String>();

        var alice = realm.person(user).signsInWithPassword().choosesFactor("Email");
        pages.add(alice.page().body());
        alice.entersCode("ZZZZZZ");
        pages.add(alice.page().body());
        alice.entersCode(realm.lastCodeOf(user));

        assertThat(alice.isSignedIn()).isTrue();
        var device = realm.oneLogin().devicesOf(user.oneLoginId()).get(0).deviceId();
        var registration = realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .map(call -> call.path())
                .filter(path -> path.contains("registrations/"))
                .findFirst()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow();
        assertThat(String.join("\n", pages)).doesNotContain(registration, device, Long.toString(user.oneLoginId()));
    }

    @Test
    @Attack(on = "S9", kind = AttackKind.PRIVACY)
    @DisplayName("The extension shows and stores only two digits of a phone number in a device's name")
    void phoneNumberInDeviceNameIsMasked() {
        var user = realm.user(
                "bobby",
                simulated ->
                        simulated.withDevice(Long.toString(simulated.id()), SimulatedFactorType.SMS, "+12025550123"));

        var bob = realm.person(user).signsInWithPassword();
        bob.sees("23)").entersCode(realm.lastCodeOf(user));

        assertThat(realm.credentialsOf(user))
                .filteredOn(credential -> credential.getType().equals("onelogin"))
                .singleElement()
                .satisfies(credential -> assertThat(credential.getUserLabel()).isEqualTo("+•••••••••23"));
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("Keycloak's Admin API masks the client secret")
    void adminApiMasksClientSecret() {
        assertThat(realm.execution().storedConfig())
                .containsEntry(ConfigProperty.CLIENT_SECRET.key(), "**********")
                .containsEntry(
                        ConfigProperty.CLIENT_ID.key(),
                        realm.execution().defaults().get(ConfigProperty.CLIENT_ID.key()));
    }
}
