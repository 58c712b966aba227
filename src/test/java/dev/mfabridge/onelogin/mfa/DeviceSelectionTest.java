package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Selection of the device to challenge, with settings and answers that the specification doesn't have. */
class DeviceSelectionTest {
    @Test
    @DisplayName("The default device is challenged before other devices")
    void defaultDeviceIsChallengedBeforeOthers() {
        var transition = new MfaStateMachine(POLICY).on(new State.Start(), MfaEvents.named("two devices"), NOW);

        assertThat(transition.command())
                .contains(new Command.StartVerification(MfaFixtures.PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    @DisplayName("An outage after a refused challenge is not an unreachable OneLogin (S1)")
    void outageAfterRefusedChallengeIsNotUnreachable() {
        var purpose = new QueryPurpose.RecheckDevice(MfaFixtures.PHONE);
        for (var command : List.of(
                new Command.LookUpUser(MfaFixtures.PHONE.user(), purpose),
                new Command.ListDevices(MfaFixtures.PHONE.user(), purpose))) {
            var transition = new MfaStateMachine(POLICY)
                    .on(new State.Start(), new OneLoginEvent.CommandFailed(command, FailureReason.UNREACHABLE), NOW);

            assertThat(transition.state())
                    .isInstanceOfSatisfying(
                            State.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FailureReason.UNAVAILABLE));
        }
    }

    @Test
    @DisplayName("A user without lookups left is challenged with a known app (S4)")
    void exhaustedLookupsLeadToKnownApp() {
        var known = List.of(MfaFixtures.PHONE, MfaFixtures.APP);
        var list = new Command.ListDevices(MfaFixtures.PHONE.user(), new QueryPurpose.SelectDevice(known));
        var policy = MfaFixtures.policy(FactorType.SMS, FactorType.AUTHENTICATOR);

        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new OneLoginEvent.CommandFailed(list, FailureReason.TOO_MANY_REQUESTS), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state())
                .isInstanceOfSatisfying(
                        State.AwaitingCode.class,
                        awaiting -> assertThat(awaiting.challenge().target()).isEqualTo(MfaFixtures.APP));
    }

    @Test
    @DisplayName("A user who opens the page too often has to wait (S4)")
    void exhaustedLookupsFailUntilCooldownEnds() {
        var limited = new OneLoginEvent.CommandFailed(new Command.FindUser(), FailureReason.TOO_MANY_REQUESTS);

        var transition = new MfaStateMachine(POLICY).on(new State.Start(), limited, NOW);

        assertThat(transition)
                .isEqualTo(Transition.to(
                        new State.Failed(FailureReason.TOO_MANY_REQUESTS, NOW.plus(POLICY.resendCooldown()))));
    }

    @Test
    @DisplayName("A user who chooses the device of a denied push gets another push")
    void deniedDeviceGetsAnotherPush() {
        var stateMachine = new MfaStateMachine(POLICY);
        var choosing = stateMachine
                .on(MfaStates.named("closed, denied"), MfaEvents.named("two devices to offer"), NOW)
                .state();

        var transition = stateMachine.on(choosing, new UserEvent.Chosen("0", Optional.empty()), NOW);

        assertThat(transition.command())
                .get()
                .isInstanceOfSatisfying(
                        Command.StartVerification.class,
                        command -> assertThat(command.target().id()).isEqualTo(MfaFixtures.PUSH.id()));
    }

    @Test
    @DisplayName("The setting for a check at each login causes a lookup before any message")
    void userIsLookedUpBeforeMessage() {
        var policy = new Policy(
                POLICY.allowed(),
                POLICY.challenges(),
                new LookupOptions(FirstDevice.DEFAULT, UserStatusCheck.AT_EACH_LOGIN),
                POLICY.enrollment());

        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new UserEvent.PageOpened(List.of(MfaFixtures.PHONE)), NOW);

        assertThat(transition.command())
                .contains(new Command.LookUpUser(
                        MfaFixtures.USER, new QueryPurpose.SelectDevice(List.of(MfaFixtures.PHONE))));
    }

    @Test
    @DisplayName("Devices of one type have labels with OneLogin's names of their factors")
    void devicesOfOneTypeHaveDistinctLabels() {
        var listed = new OneLoginEvent.DevicesListed(
                MfaFixtures.USER,
                List.of(
                        new Device(new OneLoginId("1"), "Ann's", "Email Magic Link", "OneLogin Email", true),
                        new Device(new OneLoginId("2"), "Ann's", "Email OTP", "OneLogin Email", false),
                        new Device(new OneLoginId("3"), "Ann's", "OneLogin SMS", "SMS", false)),
                true,
                new QueryPurpose.OfferDevices());

        var transition = new MfaStateMachine(POLICY).on(MfaStates.named("awaiting"), listed, NOW);

        assertThat(((State.ChoosingDevice) transition.state()).devices())
                .extracting(device -> device.label().text())
                .containsExactly("Ann's (Email Magic Link)", "Ann's (Email OTP)", "Ann's");
    }
}
