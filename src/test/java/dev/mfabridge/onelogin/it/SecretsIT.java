package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Absence of secrets in the pages, the events, the log and the Admin API (S6, S7, S9). */
class SecretsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The pages, the log and the events contain no codes, ids or secrets")
    void pagesLogAndEventsContainNoSecrets() {
        var user = realm.user("alice");
        var mark = realm.log().mark();
        var pages = new ArrayList<String>();

        var alice = realm.person(user).signsInWithPassword().choosesFactor("Email");
        pages.add(alice.page().body());
        alice.entersCode("ZZZZZZ");
        pages.add(alice.page().body());
        alice.entersCode(realm.lastCodeOf(user));

        assertThat(alice.isSignedIn()).isTrue();
        var code = realm.lastCodeOf(user);
        var device = realm.oneLogin().devicesOf(user.oneLoginId()).get(0).deviceId();
        var registration = realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .map(call -> call.path())
                .filter(path -> path.contains("registrations/"))
                .findFirst()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow();
        assertThat(String.join("\n", pages))
                .doesNotContain(code, "ZZZZZZ", registration, device, Long.toString(user.oneLoginId()));
        var lines = String.join("\n", realm.log().since(mark));
        assertThat(lines)
                .doesNotContain(
                        code,
                        "ZZZZZZ",
                        realm.execution().defaults().get(ConfigProperty.CLIENT_SECRET.key()),
                        "bearer ");
        var events = List.of(realm.events(user, "LOGIN_ERROR"), realm.events(user, "UPDATE_CREDENTIAL")).stream()
                .flatMap(List::stream)
                .map(event -> event.getDetails().toString())
                .toList();
        assertThat(events).isNotEmpty().noneMatch(details -> details.contains(code) || details.contains("ZZZZZZ"));
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
        assertThat(bob.page().body()).doesNotContain("2025550123");
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
