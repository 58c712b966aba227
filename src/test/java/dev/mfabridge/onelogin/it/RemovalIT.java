package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.Behaviour;
import dev.mfabridge.onelogin.simulator.Call;
import dev.mfabridge.onelogin.simulator.FactorType;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Whoever removes a credential in Keycloak, and whichever way: the device goes in OneLogin too, if need be later. */
class RemovalIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void manyMessages() {
        realm.step().settings(Map.of("onelogin.messageLimit", "100"));
    }

    @Test
    void anAdminsRemovalTakesTheDeviceAwayInOneLoginAndTheAttributesInKeycloak() {
        var account = enrolled("ann");
        var mark = realm.log().mark();

        removedByAdmin(account);

        assertThat(devicesOf(account)).isEmpty();
        assertThat(realm.attributesOf(account))
                .doesNotContainKeys("onelogin_mfa_enrolled", "onelogin_mfa_device_id", "onelogin_mfa_enrolled_at");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id()) && line.contains("was removed in OneLogin"));
        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isTrue();
    }

    @Test
    void aPersonsRemovalInTheAccountConsoleDoesToo() {
        var account = realm.user("ben");
        var ben = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        ben.entersCode(realm.lastCodeOf(account));

        try (var client = ClientBuilder.newClient();
                var answer = client.target(realm.address() + "/account/credentials/" + credentialOf(account))
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + ben.accessToken())
                        .delete()) {
            assertThat(answer.getStatus()).isEqualTo(204);
        }

        assertThat(devicesOf(account)).isEmpty();
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.events(account, "REMOVE_CREDENTIAL")).hasSize(1);
    }

    @Test
    void aPersonsRemovalThroughKeycloaksActionDoesToo() {
        var account = enrolled("cora");

        var cora = realm.person(account)
                .opensLoginFor("delete_credential:" + credentialOf(account))
                .signsInWithPassword()
                .entersCode(realm.lastCodeOf(account));
        assertThat(devicesOf(account)).hasSize(1);
        cora.submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(devicesOf(account)).isEmpty();
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
    }

    @Test
    void theOtherDevicesOfThePersonStay() {
        var account = realm.user(
                "dan",
                user -> user.withDevice("83001" + user.id(), FactorType.SMS)
                        .withDevice("83002" + user.id(), FactorType.EMAIL));
        for (var device : List.of("SMS", "Email")) {
            realm.person(account)
                    .signsInWithPassword()
                    .asksForAnotherWay()
                    .choosesDevice(device)
                    .entersCode(realm.lastCodeOf(account));
        }

        removedByAdmin(account);

        assertThat(devicesOf(account))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly("83002" + account.oneLoginId());
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    void whatOneLoginCouldNotBeToldIsDoneAtTheNextLogin() {
        var account = enrolled("eve");
        var mark = realm.log().mark();
        realm.oneLogin().behave(removalsOf(account).fault("503").once());

        removedByAdmin(account);

        assertThat(devicesOf(account)).hasSize(1);
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id())
                        && line.contains("stays in OneLogin for now")
                        && line.contains("tried again"));

        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isTrue();
        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void whileItCanNotBeDoneNobodyIsKeptFromEnrollingAnotherFactorAndTheDeviceIsNotAskedFor() {
        var account = enrolled("fay");
        realm.oneLogin().behave(removalsOf(account).fault("500").times(2));
        removedByAdmin(account);

        var fay = realm.person(account).signsInWithPassword();

        assertThat(devicesOf(account)).hasSize(1);
        fay.sees("We sent an e-mail").entersCode(realm.lastCodeOf(account));
        assertThat(fay.isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");

        realm.person(account).signsInWithPassword().sees("We sent an e-mail");
        assertThat(devicesOf(account)).extracting(SimulatedDevice::kind).containsExactly(FactorType.EMAIL);
    }

    @Test
    void theCodeThatALoginWaitsForIsWorthNothingOnceTheCredentialIsRemoved() {
        var account = enrolled("gil");
        var gil = realm.person(account).signsInWithPassword();
        var code = realm.lastCodeOf(account);
        realm.oneLogin().behave(removalsOf(account).fault("500"));

        removedByAdmin(account);
        gil.entersCode(code);

        assertThat(gil.isSignedIn()).isFalse();
        gil.sees("We sent an e-mail");
    }

    @Test
    void anotherRemovalRepeatsIt() {
        var account = enrolled("hal");
        realm.oneLogin().behave(removalsOf(account).fault("500").times(2));
        removedByAdmin(account);
        realm.person(account).signsInWithPassword().entersCode(realm.lastCodeOf(account));
        assertThat(devicesOf(account)).hasSize(2);

        removedByAdmin(account);

        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void anAdminWhoTakesAllAttributesAwayTakesNoRemovalAway() {
        var account = enrolled("ida");
        var user = realm.admin().users().get(account.id()).toRepresentation();
        user.setAttributes(Map.of());
        realm.admin().users().get(account.id()).update(user);

        removedByAdmin(account);

        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void attributesThatSomebodyForgedRemoveNobodysDevice() {
        var victim = enrolled("jan");
        var device = devicesOf(victim).get(0).deviceId();
        var account = enrolled("kim");
        var user = realm.admin().users().get(account.id()).toRepresentation();
        user.setAttributes(Map.of(
                "onelogin_user_id",
                List.of(String.valueOf(victim.oneLoginId())),
                "onelogin_mfa_device_id",
                List.of(device),
                "onelogin_mfa_device." + device,
                List.of(device)));
        realm.admin().users().get(account.id()).update(user);

        removedByAdmin(account);

        assertThat(devicesOf(victim)).hasSize(1);
        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void whereTheAdminWantsDevicesToBeKeptTheyAreAskedForAgain() {
        realm.step().settings(Map.of("onelogin.keepDevices", "true"));
        var account = enrolled("leo");

        removedByAdmin(account);

        assertThat(devicesOf(account)).hasSize(1);
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        var leo = realm.person(account).signsInWithPassword().sees("We sent a text message");
        assertThat(leo.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    void theSettingsAreFoundInAStepThatIsDisabled() {
        var account = enrolled("mia");
        everyStepIs("DISABLED");
        try {
            removedByAdmin(account);
        } finally {
            everyStepIs("REQUIRED");
        }

        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void theOneLoginAccountIsTheOneThatTheDeviceIsIn() {
        var account = enrolled("nia");
        realm.step().alsoAsks("another account", "https://nowhere.invalid");
        var browserFlow = realm.admin().toRepresentation();
        browserFlow.setBrowserFlow("another account");
        realm.admin().update(browserFlow);
        try {
            removedByAdmin(account);
        } finally {
            browserFlow.setBrowserFlow(RealmPlan.FLOW);
            realm.admin().update(browserFlow);
        }

        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void anotherOneLoginAccountIsNeverAskedToRemoveIt() {
        var account = enrolled("nic");
        var mark = realm.log().mark();
        realm.step().settings(Map.of("onelogin.baseUrl", "http://localhost:1"));
        try {
            removedByAdmin(account);
        } finally {
            realm.step().settings(Map.of("onelogin.messageLimit", "100"));
        }

        assertThat(devicesOf(account)).hasSize(1);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id()) && line.contains("where the device was enrolled"));
        realm.person(account).signsInWithPassword();
        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void aCredentialThatAnAdministratorGaveTheUserTakesItsDeviceAlongToo() {
        var account = realm.enrolled("nat", FactorType.SMS);

        removedByAdmin(account);

        assertThat(devicesOf(account)).isEmpty();
    }

    @Test
    void whatBecameOfTheDeviceIsAnEvent() {
        var account = enrolled("nell");
        realm.oneLogin().behave(removalsOf(account).fault("503").once());

        removedByAdmin(account);

        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_not_removed_in_onelogin")
                .containsEntry("credential_type", "onelogin")
                .containsKeys("onelogin_device_id", "credential_id");
        realm.person(account).signsInWithPassword();
        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION"))
                .extracting(event -> event.getDetails().get("reason"))
                .contains("onelogin_removed_in_onelogin");
    }

    @Test
    void aDeviceThatWasRemovedInOneLoginIsNotRemovedThereAgain() {
        var account = enrolled("ned");
        realm.oneLogin()
                .deleteDevice(account.oneLoginId(), devicesOf(account).get(0).deviceId());

        realm.person(account).signsInWithPassword();

        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(Call::method)
                .doesNotContain("DELETE");
    }

    private static void everyStepIs(String requirement) {
        var flows = realm.admin().flows();
        for (var step : realm.api().executions()) {
            flows.getExecutions(step.flow()).stream()
                    .filter(execution -> execution.getId().equals(step.id()))
                    .forEach(execution -> {
                        execution.setRequirement(requirement);
                        flows.updateExecutions(step.flow(), execution);
                    });
        }
    }

    private static Account enrolled(String name) {
        var account = realm.user(name);
        var person = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        return account;
    }

    private static void removedByAdmin(Account account) {
        realm.admin().users().get(account.id()).removeCredential(credentialOf(account));
    }

    /** The first one. */
    private static String credentialOf(Account account) {
        return realm.credentialsOf(account).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .map(CredentialRepresentation::getId)
                .findFirst()
                .orElseThrow();
    }

    private static List<SimulatedDevice> devicesOf(Account account) {
        return realm.oneLogin().devicesOf(account.oneLoginId());
    }

    private static Behaviour removalsOf(Account account) {
        return Behaviour.on("DELETE /api/2/mfa/users/" + account.oneLoginId() + "/devices/*");
    }
}
