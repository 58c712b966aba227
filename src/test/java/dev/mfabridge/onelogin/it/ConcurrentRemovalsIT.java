package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * Tests of a removal in one request, while another request of the same user proves or enrolls a factor (S10). OneLogin loses
 * only the devices that somebody removed, and each credential has its device. The number is the time in milliseconds by
 * which the removal starts after the proof.
 */
@ResourceLock(value = ServerLog.STACK_TRACES, mode = ResourceAccessMode.READ_WRITE)
class ConcurrentRemovalsIT {

    @RegisterExtension
    static final TestRealm realm =
            TestRealm.withOneLogin().customized(settings -> settings.setBruteForceProtected(false));

    private static final Devices devices = new Devices(realm);

    @BeforeAll
    static void allowManyMessages() {
        realm.execution().configure(Map.of("onelogin.messageLimit", "100", "onelogin.resendCooldown", "1"));
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("The account console removes a factor, and the factor that another tab enrolls stays")
    @ValueSource(ints = {-60, -20, 0, 20, 60})
    void accountConsoleKeepsFactorOfOtherTab(int offset) {
        var user = devices.enrolledAtLogin("account" + offset);
        var old = new Old(user);
        var token = realm.person(user)
                .signsInWithPassword()
                .entersCode(realm.lastCodeOf(user))
                .accessToken();
        var enrolling = addsEmail(user);
        var code = realm.lastCodeOf(user);

        new Together()
                .at(0, () -> enrolling.entersCode(code))
                .at(offset, () -> removeInAccountConsole(old.credential, token))
                .run();

        assertNewFactorStays(old, enrolling);
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("Two administrators remove a factor, and the factor that the user enrolls stays")
    @ValueSource(ints = {-60, -20, 0, 20, 60})
    void administratorsKeepFactorThatUserEnrolls(int offset) {
        var user = devices.enrolledAtLogin("admins" + offset);
        var old = new Old(user);
        var enrolling = addsEmail(user);
        var code = realm.lastCodeOf(user);

        new Together()
                .at(0, () -> enrolling.entersCode(code))
                .at(offset, () -> unlessGone(() -> realm.api().remove(user.id(), old.device)))
                .at(
                        offset,
                        () -> inKeycloaksOwnApi(
                                () -> realm.admin().users().get(user.id()).removeCredential(old.credential)))
                .run();

        assertNewFactorStays(old, enrolling);
    }

    @RepeatedTest(30)
    @DisplayName("Two administrators remove a factor at once, and its device is removed without another login")
    void administratorsRemoveDeviceAtOnce(RepetitionInfo repetition) {
        var number = repetition.getCurrentRepetition();
        var user = devices.enrolledAtLogin("both" + number);
        var old = new Old(user);

        new Together()
                .at(0, () -> unlessGone(() -> realm.api().remove(user.id(), old.device)))
                .at(
                        number % 15 - 7,
                        () -> inKeycloaksOwnApi(
                                () -> realm.admin().users().get(user.id()).removeCredential(old.credential)))
                .run();

        assertThat(realm.factorsOf(user)).isEmpty();
        assertThat(devices.of(user)).isEmpty();
    }

    @RepeatedTest(20)
    @Attack(on = "S10", kind = AttackKind.ADMINISTRATION)
    @DisplayName("Two administrators remove a factor at once with the extension's API, and both requests succeed")
    void administratorsRemoveFactorWithTheSameRequest(RepetitionInfo repetition) {
        var number = repetition.getCurrentRepetition();
        var user = devices.enrolledAtLogin("same" + number);
        var old = new Old(user);

        new Together()
                .at(0, () -> unlessGone(() -> realm.api().remove(user.id(), old.device)))
                .at(number % 10 - 5, () -> unlessGone(() -> realm.api().reset(user.id())))
                .run();

        assertThat(realm.factorsOf(user)).isEmpty();
        assertThat(devices.of(user)).isEmpty();
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("A removal that OneLogin refuses is retried, and the factor of the other tab stays")
    @ValueSource(ints = {-60, -20, 0, 20, 60})
    void retriedRemovalKeepsFactorOfOtherTab(int offset) {
        var user = devices.enrolledAtLogin("retried" + offset);
        var old = new Old(user);
        var enrolling = addsEmail(user);
        var code = realm.lastCodeOf(user);
        realm.oneLogin().behave(devices.removalRule(user).fault("503").once());

        new Together()
                .at(0, () -> enrolling.entersCode(code))
                .at(offset, () -> realm.admin().users().get(user.id()).removeCredential(old.credential))
                .run();
        realm.person(user).signsInWithPassword();

        assertNewFactorStays(old, enrolling);
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("A reset of all factors during the check of a code leaves no credential without its device")
    @ValueSource(ints = {-60, -20, 0, 20, 60, 100})
    void resetDuringCheckLeavesNoCredentialWithoutDevice(int offset) {
        var user = devices.enrolledAtLogin("reset" + offset);
        var person = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        realm.oneLogin().behave(check(user).latency(Duration.ofMillis(60)));

        new Together()
                .at(0, () -> person.entersCode(code))
                .at(offset, () -> realm.api().reset(user.id()))
                .run();

        assertThat(devices.of(user)).isEmpty();
        assertEachCredentialHasItsDevice(user);
        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A reset ends a login whose code OneLogin accepted before, but answers after")
    void resetEndsLoginWithLateAnswer() {
        var user = devices.enrolledAtLogin("late");
        var person = realm.person(user).signsInWithPassword();

        resetBeforeAnswer(user, check(user), person, "/verifications/");

        assertThat(devices.of(user)).isEmpty();
        assertEachCredentialHasItsDevice(user);
        assertThat(person.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A reset ends an adoption whose code OneLogin accepted before, but answers after")
    void resetEndsAdoptionWithLateAnswer() {
        var user = realm.user("adopts").withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();

        resetBeforeAnswer(user, check(user), person, "/verifications/");

        assertThat(devices.of(user)).isEmpty();
        assertEachCredentialHasItsDevice(user);
        assertThat(person.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A reset ends an enrollment whose code OneLogin accepted before, but answers after")
    void resetEndsEnrollmentWithLateAnswer() {
        var user = realm.user("enrolls");
        var person = realm.person(user).signsInWithPassword().choosesFactor("SMS");

        resetBeforeAnswer(
                user,
                BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/registrations/*"),
                person,
                "/registrations/");

        assertThat(devices.of(user)).isEmpty();
        assertEachCredentialHasItsDevice(user);
        assertThat(person.isSignedIn()).isFalse();
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("Two tabs and two direct grants that adopt a device at once keep it")
    @ValueSource(ints = {-60, -20, 0, 20, 60})
    void adoptionsAtOnceKeepDevice(int offset) {
        var user = realm.user("adopts" + offset).withDevice(SimulatedFactorType.SMS);
        var first = realm.person(user).signsInWithPassword();
        var firstCode = realm.lastCodeOf(user);
        var second = realm.person(user).signsInWithPassword();
        var secondCode = realm.lastCodeOf(user);
        realm.requestToken(user, Map.of());
        var grantCode = Map.of("otp", realm.lastCodeOf(user));

        new Together()
                .at(0, () -> first.entersCode(firstCode))
                .at(offset, () -> second.entersCode(secondCode))
                .at(0, () -> realm.requestToken(user, grantCode))
                .at(offset, () -> realm.requestToken(user, grantCode))
                .run();

        assertThat(removedDevices(user)).isEmpty();
        assertThat(devices.of(user)).extracting(SimulatedDevice::deviceId).containsExactly(user.device());
        assertThat(realm.factorsOf(user)).isNotEmpty();
        assertEachCredentialHasItsDevice(user);
        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    /** Device and credential of the factor that a test removes. */
    private static final class Old {
        private final TestUser user;
        private final String device;
        private final String credential;

        Old(TestUser user) {
            this.user = user;
            device = devices.of(user).get(0).deviceId();
            credential = devices.credentialOf(user);
        }
    }

    /** Returns a tab that has proven the first factor, and waits for the code of the second one. */
    private static Person addsEmail(TestUser user) {
        return realm.person(user)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .entersCode(realm.lastCodeOf(user))
                .choosesFactor("Email");
    }

    /** Resets the user's factors after OneLogin accepted the code, and before its answer arrives. */
    private static void resetBeforeAnswer(TestUser user, BehaviorRule check, Person person, String path) {
        var code = realm.lastCodeOf(user);
        var mark = realm.log().mark();
        realm.oneLogin().behave(check.answerLatency(Duration.ofSeconds(4)));
        var submission = CompletableFuture.runAsync(() -> person.entersCode(code));
        Predicate<RecordedCall> isCheck =
                call -> call.method().equals("PUT") && call.path().contains(path);
        Awaitility.await()
                .until(() ->
                        realm.oneLogin().callsFor(user.oneLoginId()).stream().anyMatch(isCheck));
        Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        realm.api().reset(user.id());
        submission.join();
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id())
                        && line.contains("a device whose credential was removed a moment before"));
    }

    private static BehaviorRule check(TestUser user) {
        return BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/verifications/*");
    }

    private static void assertNewFactorStays(Old old, Person enrolling) {
        var user = old.user;
        assertThat(enrolling.isSignedIn()).as(enrolling.page().text()).isTrue();
        assertThat(removedDevices(user)).isNotEmpty().containsOnly(old.device);
        assertThat(devices.of(user)).extracting(SimulatedDevice::kind).containsExactly(SimulatedFactorType.EMAIL);
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertEachCredentialHasItsDevice(user);
        realm.person(user).signsInWithPassword().sees("We sent an e-mail");
    }

    private static void assertEachCredentialHasItsDevice(TestUser user) {
        assertThat(devices.of(user))
                .extracting(SimulatedDevice::deviceId)
                .containsAll(realm.factorsOf(user).stream()
                        .map(ConcurrentRemovalsIT::deviceOf)
                        .toList());
    }

    private static String deviceOf(CredentialRepresentation credential) {
        try {
            return new ObjectMapper()
                    .readTree(credential.getCredentialData())
                    .path("deviceId")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> removedDevices(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("DELETE"))
                .map(call -> call.path().replaceFirst(".*/devices/", ""))
                .toList();
    }

    private static void removeInAccountConsole(String credential, String token) {
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/credentials/" + credential)
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + token)
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }
    }

    /** Runs a removal that another administrator may have made already. */
    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException e) {
            // The other administrator was first.
        }
    }

    /** Runs a removal by Keycloak's admin API. If both administrators read the credential, Keycloak's store rejects one. */
    private static void inKeycloaksOwnApi(Runnable removal) {
        try {
            unlessGone(removal);
        } catch (InternalServerErrorException e) {
            // The other administrator was first.
        }
    }
}
