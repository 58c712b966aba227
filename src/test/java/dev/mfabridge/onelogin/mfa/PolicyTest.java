package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PUSH;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a login that decide on the device, the enrollment and the pace (S2, S4). */
class PolicyTest {
    private static final Policy LAST_USED = new Policy(
            POLICY.allowed(),
            POLICY.challenges(),
            new Policy.LookupOptions(Policy.FirstDevice.LAST_USED, Policy.UserStatusCheck.AT_ENROLLMENT),
            POLICY.enrollment());

    @Test
    @DisplayName("The device used last comes first only if the settings say so")
    void deviceUsedLastComesFirstIfSet() {
        assertThat(LAST_USED.firstDevice(List.of(PHONE, PUSH))).contains(PHONE);
        assertThat(POLICY.firstDevice(List.of(PHONE, PUSH))).isEmpty();
    }

    @Test
    @DisplayName("A policy without a factor type allows the other types, in their order")
    void policyWithoutTypeAllowsOthers() {
        var policy = POLICY.without(FactorType.SMS);

        assertThat(policy.allowed()).containsExactly(FactorType.PROTECT, FactorType.AUTHENTICATOR, FactorType.EMAIL);
        assertThat(policy.canProve(FactorType.SMS)).isFalse();
        assertThat(policy.rank(FactorType.EMAIL)).isEqualTo(2);
    }

    @Test
    @DisplayName("A user with another second factor enrolls no device in place of a removed one (S2)")
    void removedDeviceIsNotReplacedBesideOtherFactor() {
        var removed =
                new OneLoginEvent.DevicesListed(USER, List.of(), true, new QueryPurpose.SelectDevice(List.of(PHONE)));

        var allowed = new MfaStateMachine(POLICY).on(new State.Start(), removed, NOW);
        var forbidden = new MfaStateMachine(POLICY.withoutReenrollment()).on(new State.Start(), removed, NOW);

        assertThat(allowed.command()).contains(new Command.ListFactors(USER));
        assertThat(forbidden.state()).isEqualTo(new State.Failed(FailureReason.DEVICE_REMOVED, NOW));
    }

    @ParameterizedTest
    @CsvSource({"TOO_MANY_REQUESTS, true", "UNAVAILABLE, false", "UNREACHABLE, false", "BUSY, false"})
    @DisplayName("A known device is challenged without a list only if the user's calls are used up (S4)")
    void knownDeviceIsChallengedWithoutList(FailureReason reason, boolean isChallenged) {
        var list = new Command.ListDevices(USER, new QueryPurpose.SelectDevice(List.of(PHONE)));

        var next =
                new MfaStateMachine(POLICY).on(new State.Start(), new OneLoginEvent.CommandFailed(list, reason), NOW);

        assertThat(next.command().isPresent()).isEqualTo(isChallenged);
        assertThat(next.state().failure().isPresent()).isNotEqualTo(isChallenged);
    }

    @Test
    @DisplayName("A known device of a type that is not allowed is never challenged (S2)")
    void knownDeviceOfForbiddenTypeIsNotChallenged() {
        var list = new Command.ListDevices(USER, new QueryPurpose.SelectDevice(List.of(PHONE)));
        var failed = new OneLoginEvent.CommandFailed(list, FailureReason.TOO_MANY_REQUESTS);

        var next = new MfaStateMachine(POLICY.without(FactorType.SMS)).on(new State.Start(), failed, NOW);

        assertThat(next.command()).isEmpty();
    }

    @Test
    @DisplayName("A temporary token is a way on for a user without messages left")
    void temporaryTokenIsWayOnWithoutMessages() {
        var token = new Device(new OneLoginId("user_temp_otp_9"), "Temporary OTP", "", "", false);
        var listed = new OneLoginEvent.DevicesListed(
                USER, List.of(token), true, new QueryPurpose.WithoutMessage(MfaFixtures.LATER));

        var next = new MfaStateMachine(POLICY).on(new State.Start(), listed, NOW);

        assertThat(next.state().currentChallenge().orElseThrow().target().type())
                .isEqualTo(FactorType.TEMPORARY_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"PUSH, 0, 2", "PUSH, 29, 2", "PUSH, 30, 3", "PUSH, 89, 4", "PUSH, 90, 5", "PUSH, 3600, 5", "MAIL, 0, 5"
    })
    @DisplayName("A page polls less often the longer the user waits, and least often for a link (S4)")
    void pagePollsLessOftenWithTime(String device, long waited, long seconds) {
        var target = device.equals("MAIL") ? MfaFixtures.MAIL : PUSH;
        var later = NOW.plusSeconds(7200);
        var challenge = new Challenge(target, MfaFixtures.SENT, null, List.of(), FactorData.NONE, NOW, later, later, 3);

        assertThat(challenge.pollInterval(NOW.plusSeconds(waited))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("An accepted registration whose device is known is proven without another list (S1)")
    void acceptedRegistrationOfKnownDeviceIsProven() {
        var registered = new Challenge(
                MfaFixtures.SMS,
                MfaFixtures.SENT,
                PHONE.id(),
                List.of(),
                FactorData.NONE,
                NOW,
                MfaFixtures.LATER,
                NOW,
                3);

        var next = new MfaStateMachine(POLICY)
                .on(new State.AwaitingCode(registered), MfaEvents.named("code ACCEPTED, no device"), NOW);

        assertThat(next.state())
                .isInstanceOfSatisfying(
                        State.Proven.class,
                        proven -> assertThat(proven.device().id()).isEqualTo(PHONE.id()));
    }
}
