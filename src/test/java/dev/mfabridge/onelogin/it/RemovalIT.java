package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Removal of a credential in Keycloak by an administrator or the user, which removes the device in OneLogin too (S10). */
class RemovalIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void raiseMessageLimit() {
        realm.step().settings(Map.of("onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("A removal by an administrator removes the device in OneLogin and the attributes in Keycloak")
    void administratorRemovesDeviceAndAttributes() {
        var account = devices.enrolled("ann");
        var mark = realm.log().mark();

        devices.removedByAdmin(account);

        assertThat(devices.of(account)).isEmpty();
        assertThat(realm.attributesOf(account))
                .doesNotContainKeys("onelogin_mfa_enrolled", "onelogin_mfa_device_id", "onelogin_mfa_enrolled_at");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id()) && line.contains("was removed in OneLogin"));
        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isTrue();
    }

    @Test
    @DisplayName("A removal by the user in the account console removes the device in OneLogin")
    void userRemovesDeviceInAccountConsole() {
        var account = realm.user("ben");
        var ben = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        ben.entersCode(realm.lastCodeOf(account));

        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/credentials/" + devices.credentialOf(account))
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + ben.accessToken())
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }

        assertThat(devices.of(account)).isEmpty();
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.events(account, "REMOVE_CREDENTIAL")).hasSize(1);
    }

    @Test
    @DisplayName("A credential that the user renamed in the account console is challenged and removed as before")
    void renamedCredentialIsChallengedAndRemoved() {
        var account = devices.enrolled("bea");
        var bea = realm.person(account).signsInWithPassword().entersCode(realm.lastCodeOf(account));

        try (var client = ClientBuilder.newClient();
                var response = client.target(
                                realm.address() + "/account/credentials/" + devices.credentialOf(account) + "/label")
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + bea.accessToken())
                        .put(Entity.json("\"My old phone\""))) {
            assertThat(response.getStatus()).isEqualTo(204);
        }

        assertThat(realm.factorsOf(account))
                .singleElement()
                .satisfies(credential -> assertThat(credential.getUserLabel()).isEqualTo("My old phone"));
        assertThat(realm.person(account).signsInWithPassword().isAskedForCode()).isTrue();
        devices.removedByAdmin(account);
        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A removal by the user through Keycloak's action removes the device in OneLogin")
    void userRemovesDeviceByActionOfKeycloak() {
        var account = devices.enrolled("cora");

        var cora = realm.person(account)
                .opensLoginFor("delete_credential:" + devices.credentialOf(account))
                .signsInWithPassword()
                .entersCode(realm.lastCodeOf(account));
        assertThat(devices.of(account)).hasSize(1);
        cora.submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(devices.of(account)).isEmpty();
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
    }

    @Test
    @DisplayName("The other devices of the user stay")
    void otherDevicesOfUserStay() {
        var account = realm.user(
                "dan",
                user -> user.withDevice("83001" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("83002" + user.id(), SimulatedFactorType.EMAIL));
        for (var device : List.of("SMS", "Email")) {
            realm.person(account)
                    .signsInWithPassword()
                    .asksForAnotherWay()
                    .choosesDevice(device)
                    .entersCode(realm.lastCodeOf(account));
        }

        devices.removedByAdmin(account);

        assertThat(devices.of(account))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly("83002" + account.oneLoginId());
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    @DisplayName("Missing attributes of the user don't prevent the removal of the device")
    void missingAttributesDoNotPreventRemoval() {
        var account = devices.enrolled("ida");
        var user = realm.admin().users().get(account.id()).toRepresentation();
        user.setAttributes(Map.of());
        realm.admin().users().get(account.id()).update(user);

        devices.removedByAdmin(account);

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("Forged attributes remove no device of another user")
    void forgedAttributesRemoveNoDeviceOfOtherUser() {
        var victim = devices.enrolled("jan");
        var device = devices.of(victim).get(0).deviceId();
        var account = devices.enrolled("kim");
        var user = realm.admin().users().get(account.id()).toRepresentation();
        user.setAttributes(Map.of(
                "onelogin_user_id",
                List.of(String.valueOf(victim.oneLoginId())),
                "onelogin_mfa_device_id",
                List.of(device),
                "onelogin_mfa_device." + device,
                List.of(device)));
        realm.admin().users().get(account.id()).update(user);

        devices.removedByAdmin(account);

        assertThat(devices.of(victim)).hasSize(1);
        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("The next login challenges a device that the setting \"Keep devices\" kept")
    void keptDeviceIsChallengedAtNextLogin() {
        realm.step().settings(Map.of("onelogin.keepDevices", "true"));
        var account = devices.enrolled("leo");

        devices.removedByAdmin(account);

        assertThat(devices.of(account)).hasSize(1);
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        var leo = realm.person(account).signsInWithPassword().sees("We sent a text message");
        assertThat(leo.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    @DisplayName("The removal of a credential that an administrator created removes its device too")
    void removalOfCredentialByAdministratorRemovesDevice() {
        var account = realm.enrolled("nat", SimulatedFactorType.SMS);

        devices.removedByAdmin(account);

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A device that was removed in OneLogin is not removed there again")
    void deviceRemovedInOneLoginIsNotRemovedAgain() {
        var account = devices.enrolled("ned");
        realm.oneLogin()
                .deleteDevice(account.oneLoginId(), devices.of(account).get(0).deviceId());

        realm.person(account).signsInWithPassword();

        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
    }

    @Test
    @DisplayName("A device with two credentials is removed with the last credential")
    void deviceIsRemovedWithItsLastCredential() {
        var account = devices.enrolled("oda");
        devices.givenAnotherCredential(account);

        devices.removedByAdmin(account);
        assertThat(devices.of(account)).hasSize(1);
        assertThat(realm.person(account).signsInWithPassword().isAskedForCode()).isTrue();

        devices.removedByAdmin(account);
        assertThat(devices.of(account)).isEmpty();
    }
}
