package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Orphaned devices, whose removal in OneLogin failed together with the credential. The extension retries the removal at the next
 * chance, and no login depends on it (S10).
 */
class OrphanedDevicesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void raiseMessageLimit() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }

    @Test
    @DisplayName("The next login removes an orphaned device")
    void nextLoginRemovesOrphanedDevice() {
        var user = devices.enrolledAtLogin("eve");
        var mark = realm.log().mark();
        realm.oneLogin().behave(devices.removalRule(user).fault("503").once());

        devices.removeCredential(user);

        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id())
                        && line.contains("stays in OneLogin for now")
                        && line.contains("tried again"));

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("An orphaned device gets no challenge and doesn't prevent the enrollment of another factor")
    void orphanedDeviceIsNotChallengedAndAllowsEnrollment() {
        var user = devices.enrolledAtLogin("fay");
        realm.oneLogin().behave(devices.removalRule(user).fault("500").times(2));
        devices.removeCredential(user);

        var fay = realm.person(user).signsInWithPassword();

        assertThat(devices.of(user)).hasSize(1);
        fay.sees("We sent an e-mail").entersCode(realm.lastCodeOf(user));
        assertThat(fay.isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");

        realm.person(user).signsInWithPassword().sees("We sent an e-mail");
        assertThat(devices.of(user))
                .extracting(SimulatedDevice::kind)
                .containsExactly(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("The extension retries a refused removal with growing pauses")
    void refusedRemovalIsRetriedWithGrowingPauses() {
        var user = devices.enrolledAtLogin("gus");
        realm.oneLogin().behave(devices.removalRule(user).fault("403"));
        devices.removeCredential(user);

        for (var login = 0; login < 30; login++) {
            realm.person(user).signsInWithPassword();
        }

        assertThat(countRemovals(user)).isEqualTo(2);
        realm.api().reset(user.id());
        assertThat(countRemovals(user)).isEqualTo(3);
    }

    private static long countRemovals(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("DELETE"))
                .count();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A pending code is invalid after the removal of the credential")
    void pendingCodeIsInvalidAfterCredentialRemoval() {
        var user = devices.enrolledAtLogin("gil");
        var gil = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        realm.oneLogin().behave(devices.removalRule(user).fault("500"));

        devices.removeCredential(user);
        gil.entersCode(code);

        assertThat(gil.isSignedIn()).isFalse();
        gil.sees("We sent an e-mail");
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A code that OneLogin accepts during the removal of the credential signs no user in")
    void codeAcceptedDuringCredentialRemovalSignsNoUserIn() {
        var user = devices.enrolledAtLogin("gwen");
        var gwen = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        realm.oneLogin().behave(devices.removalRule(user).fault("500"));
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/verifications/*")
                        .latency(Duration.ofSeconds(6)));

        var submission = CompletableFuture.runAsync(() -> gwen.entersCode(code));
        Awaitility.await().until(() -> isChecking(user));
        devices.removeCredential(user);
        submission.join();

        assertThat(gwen.isSignedIn()).isFalse();
        assertThat(realm.factorsOf(user)).isEmpty();
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        gwen.entersCode(code).sees("We sent an e-mail");
    }

    private static boolean isChecking(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .anyMatch(call -> call.method().equals("PUT") && call.path().contains("/verifications/"));
    }

    @Test
    @DisplayName("The removal of another credential retries a failed removal")
    void nextRemovalRetriesFailedRemoval() {
        var user = devices.enrolledAtLogin("hal");
        realm.oneLogin().behave(devices.removalRule(user).fault("500").times(2));
        devices.removeCredential(user);
        realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));
        assertThat(devices.of(user)).hasSize(2);

        devices.removeCredential(user);

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("A removal uses the configuration of a disabled execution")
    void removalUsesConfigOfDisabledExecution() {
        var user = devices.enrolledAtLogin("mia");
        setRequirementOfExecutions("DISABLED");
        try {
            devices.removeCredential(user);
        } finally {
            setRequirementOfExecutions("REQUIRED");
        }

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("A removal uses the OneLogin account that contains the device")
    void removalUsesAccountOfDevice() {
        var user = devices.enrolledAtLogin("nia");
        realm.execution().addFlow("another account", "https://nowhere.invalid");
        var browserFlow = realm.admin().toRepresentation();
        browserFlow.setBrowserFlow("another account");
        realm.admin().update(browserFlow);
        try {
            devices.removeCredential(user);
        } finally {
            browserFlow.setBrowserFlow(TestRealmBuilder.FLOW);
            realm.admin().update(browserFlow);
        }

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("A removal never uses another OneLogin account")
    void removalNeverUsesAnotherAccount() {
        var user = devices.enrolledAtLogin("nic");
        var mark = realm.log().mark();
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), "http://localhost:1"));
        try {
            devices.removeCredential(user);
        } finally {
            realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        }

        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("where the device was enrolled"));
        realm.person(user).signsInWithPassword();
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("An event records the result of the removal")
    void eventRecordsResultOfRemoval() {
        var user = devices.enrolledAtLogin("nell");
        realm.oneLogin().behave(devices.removalRule(user).fault("503").once());

        devices.removeCredential(user);

        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_not_removed_in_onelogin")
                .containsEntry("credential_type", "onelogin")
                .containsKeys("onelogin_device_id", "credential_id");
        realm.person(user).signsInWithPassword();
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION"))
                .extracting(event -> event.getDetails().get("reason"))
                .contains("onelogin_removed_in_onelogin");
    }

    private static void setRequirementOfExecutions(String requirement) {
        var flows = realm.admin().flows();
        for (var listed : realm.api().executions()) {
            flows.getExecutions(listed.flow()).stream()
                    .filter(execution -> execution.getId().equals(listed.id()))
                    .forEach(execution -> {
                        execution.setRequirement(requirement);
                        flows.updateExecutions(listed.flow(), execution);
                    });
        }
    }
}
