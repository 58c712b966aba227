package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.TestedVersion;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Removal of a credential in Keycloak by an administrator or the user, which removes the device in OneLogin too (S10). */
@Tag("core")
class RemovalIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void raiseMessageLimit() {
        realm.execution().configure(Map.of("onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("A removal by an administrator removes the device in OneLogin and the attributes in Keycloak")
    void administratorRemovesDeviceAndAttributes() {
        var user = devices.enrolledAtLogin("ann");
        var mark = realm.log().mark();

        devices.removeCredential(user);

        assertThat(devices.of(user)).isEmpty();
        assertThat(realm.attributesOf(user))
                .doesNotContainKeys("onelogin_mfa_enrolled", "onelogin_mfa_device_id", "onelogin_mfa_enrolled_at");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("was removed in OneLogin"));
        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    /** Removes the credential as the account console does, with the token of the login. */
    private void removeInAccountConsole(Person person, TestUser user) {
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/credentials/" + devices.credentialOf(user))
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + person.accessToken())
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }
    }

    static boolean isSessionHidden() {
        return TestedVersion.isBefore(1);
    }

    @Test
    @EnabledIf(
            value = "isSessionHidden",
            disabledReason = "Only Keycloak 26.0 doesn't tell the session of the account console")
    @DisplayName("If Keycloak doesn't tell the session of the account console, the device stays and is challenged")
    void deviceStaysIfSessionIsHidden() {
        var user = realm.user("una");
        var kim = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        kim.entersCode(realm.lastCodeOf(user));

        removeInAccountConsole(kim, user);

        assertThat(devices.of(user)).hasSize(1);
        assertThat(kim.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisabledIf(
            value = "isSessionHidden",
            disabledReason = "Keycloak 26.0 doesn't tell the session of the account console")
    @DisplayName("A removal by the user in the account console removes the device in OneLogin")
    void userRemovesDeviceInAccountConsole() {
        var user = realm.user("ben");
        var ben = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        ben.entersCode(realm.lastCodeOf(user));

        removeInAccountConsole(ben, user);

        assertThat(devices.of(user)).isEmpty();
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.events(user, "REMOVE_CREDENTIAL")).hasSize(1);
    }

    @Test
    @DisplayName("A renamed credential leads to a challenge, and its removal removes the device")
    void renamedCredentialIsChallengedAndRemoved() {
        var user = devices.enrolledAtLogin("bea");
        var bea = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        try (var client = ClientBuilder.newClient();
                var response = client.target(
                                realm.address() + "/account/credentials/" + devices.credentialOf(user) + "/label")
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + bea.accessToken())
                        .put(Entity.json("\"My old phone\""))) {
            assertThat(response.getStatus()).isEqualTo(204);
        }

        assertThat(realm.factorsOf(user))
                .singleElement()
                .satisfies(credential -> assertThat(credential.getUserLabel()).isEqualTo("My old phone"));
        assertThat(realm.person(user).signsInWithPassword().isAskedForCode()).isTrue();
        devices.removeCredential(user);
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("A removal by the user through Keycloak's action removes the device in OneLogin")
    void userRemovesDeviceByActionOfKeycloak() {
        var user = devices.enrolledAtLogin("cora");

        var cora = realm.person(user)
                .opensLoginFor("delete_credential:" + devices.credentialOf(user))
                .signsInWithPassword()
                .entersCode(realm.lastCodeOf(user));
        assertThat(devices.of(user)).hasSize(1);
        cora.submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(devices.of(user)).isEmpty();
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
    }

    @Test
    @DisplayName("The other devices of the user stay")
    void otherDevicesOfUserStay() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        for (var device : List.of("SMS", "Email")) {
            realm.person(user)
                    .signsInWithPassword()
                    .asksForAnotherWay()
                    .choosesDevice(device)
                    .entersCode(realm.lastCodeOf(user));
        }

        devices.removeCredential(user);

        assertThat(devices.of(user)).extracting(SimulatedDevice::deviceId).containsExactly(user.device());
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.FORGERY)
    @DisplayName("Missing attributes of the user don't prevent the removal of the device")
    void missingAttributesDoNotPreventRemoval() {
        var user = devices.enrolledAtLogin("ida");
        var changed = realm.admin().users().get(user.id()).toRepresentation();
        changed.setAttributes(Map.of());
        realm.admin().users().get(user.id()).update(changed);

        devices.removeCredential(user);

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.FORGERY)
    @DisplayName("Forged attributes remove no device of another user")
    void forgedAttributesRemoveNoDeviceOfOtherUser() {
        var victim = devices.enrolledAtLogin("jan");
        var device = devices.of(victim).get(0).deviceId();
        var user = devices.enrolledAtLogin("kim");
        var changed = realm.admin().users().get(user.id()).toRepresentation();
        changed.setAttributes(Map.of(
                "onelogin_user_id",
                List.of(String.valueOf(victim.oneLoginId())),
                "onelogin_mfa_device_id",
                List.of(device),
                "onelogin_mfa_device." + device,
                List.of(device)));
        realm.admin().users().get(user.id()).update(changed);

        devices.removeCredential(user);

        assertThat(devices.of(victim)).hasSize(1);
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("The next login challenges a device that the setting \"Keep devices\" kept")
    void keptDeviceIsChallengedAtNextLogin() {
        realm.execution().configure(Map.of("onelogin.keepDevices", "true"));
        var user = devices.enrolledAtLogin("leo");

        devices.removeCredential(user);

        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        var leo = realm.person(user).signsInWithPassword().sees("We sent a text message");
        assertThat(leo.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    @DisplayName("The removal of a credential that an administrator created removes its device too")
    void removalOfCredentialByAdministratorRemovesDevice() {
        var user = realm.user("nat").enrolled(SimulatedFactorType.SMS);

        devices.removeCredential(user);

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("The extension doesn't repeat the removal of a device that was removed in OneLogin")
    void deviceRemovedInOneLoginIsNotRemovedAgain() {
        var user = devices.enrolledAtLogin("ned");
        realm.oneLogin().deleteDevice(user.oneLoginId(), devices.of(user).get(0).deviceId());

        var ned = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(ned.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
    }

    @Test
    @DisplayName("The removal of the last credential removes a device with two credentials")
    void deviceIsRemovedWithItsLastCredential() {
        var user = devices.enrolledAtLogin("oda");
        devices.addSecondCredential(user);

        devices.removeCredential(user);
        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.person(user).signsInWithPassword().isAskedForCode()).isTrue();

        devices.removeCredential(user);
        assertThat(devices.of(user)).isEmpty();
    }
}
