package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checks that OneLogin leaves unanswered, with tasks and sequences that the specification doesn't have (S3, S5). */
class UnansweredChecksTest {
    private static final Event WRONG = MfaEvents.named("code WRONG");
    private static final Event UNANSWERED = MfaEvents.named("code unanswered");
    private static final MfaStateMachine ADDING = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD);

    @Test
    @Attack(
            on = {"S3", "S5"},
            kind = AttackKind.BYPASS)
    @DisplayName("Each unanswered check excuses one refusal, however many there are (S3)")
    void eachUnansweredCheckExcusesOneRefusal() {
        var stateMachine = new MfaStateMachine(POLICY);
        var unanswered = stateMachine.on(MfaStates.named("awaiting, app"), UNANSWERED, NOW);
        var twice = stateMachine.on(unanswered.state(), UNANSWERED, NOW);

        var excused = stateMachine.on(twice.state(), WRONG, NOW);
        var counted = stateMachine.on(excused.state(), WRONG, NOW);

        assertThat(excused.notice()).contains(Notice.NEXT_CODE_NEEDED);
        assertThat(counted.notice()).contains(Notice.WRONG_CODE);
    }

    @Test
    @DisplayName("Excused refusals use up the attempts of a challenge (S3)")
    void excusedRefusalsUseUpAttempts() {
        var stateMachine = new MfaStateMachine(POLICY);
        var state = MfaStates.named("awaiting");

        for (var attempt = 0; attempt < Policy.MAX_CODE_ATTEMPTS; attempt++) {
            assertThat(state.pending()).isPresent();
            state = stateMachine.on(state, UNANSWERED, NOW).state();
            state = stateMachine.on(state, WRONG, NOW).state();
        }

        assertThat(state).isInstanceOf(State.ChallengeClosed.class);
    }

    @Test
    @DisplayName("A stored state remembers the unanswered check")
    void storedStateRemembersUnansweredCheck() {
        var binding = new StateCodec.Binding("realm", "user", "execution");
        var state = MfaStates.named("awaiting, unanswered");

        assertThat(StateCodec.read(StateCodec.write(state, binding), binding)).contains(state);
        assertThat(StateCodec.write(MfaStates.named("awaiting"), binding)).doesNotContain("unanswered");
    }

    @Test
    @DisplayName("A user who adds a factor needs no list before the code")
    void addedFactorNeedsNoListBeforeCode() {
        var transition = ADDING.on(MfaStates.named("awaiting, enrolling"), MfaEvents.named("enters a code"), NOW);

        assertThat(transition.command()).get().isInstanceOf(Command.VerifyCode.class);
    }

    @Test
    @DisplayName("An added device whose registration got no answer is challenged and not registered again")
    void addedDeviceIsChallengedAfterLostAnswer() {
        var before = new OneLoginEvent.DevicesListed(MfaFixtures.USER, List.of(), true, MfaLookupEvents.COMPLETE);
        var lost = ADDING.on(MfaStates.named("awaiting, enrolling"), UNANSWERED, NOW);

        var entered = ADDING.on(lost.state(), MfaEvents.named("enters a code"), NOW);
        var listed = ADDING.on(entered.state(), MfaEvents.named("a device before the code"), NOW);
        var missing = ADDING.on(entered.state(), before, NOW);

        assertThat(entered.command())
                .contains(new Command.ListDevices(
                        MfaFixtures.USER,
                        new QueryPurpose.CompleteEnrollment(MfaFixtures.SMS, new OneTimeCode("012345"))));
        assertThat(listed.command()).get().isInstanceOf(Command.StartVerification.class);
        assertThat(missing.command()).get().isInstanceOf(Command.VerifyCode.class);
    }

    @Test
    @DisplayName("A device of another type that appeared is not taken for the added one")
    void deviceOfOtherTypeIsNotTheAddedOne() {
        var push = new Device(MfaFixtures.PUSH.id(), "Phone", "", "OneLogin Protect", false);
        var appeared = new OneLoginEvent.DevicesListed(MfaFixtures.USER, List.of(push), true, MfaLookupEvents.COMPLETE);
        var lost = ADDING.on(MfaStates.named("awaiting, enrolling"), UNANSWERED, NOW);

        var entered = ADDING.on(lost.state(), MfaEvents.named("enters a code"), NOW);

        assertThat(ADDING.on(entered.state(), appeared, NOW).command()).get().isInstanceOf(Command.VerifyCode.class);
    }

    @Test
    @DisplayName("The device that the registration itself named is no other device")
    void deviceOfRegistrationIsNoOtherDevice() {
        var named = new Challenge(
                MfaFixtures.SMS,
                MfaFixtures.SENT,
                MfaFixtures.PHONE.id(),
                List.of(),
                FactorData.NONE,
                NOW,
                NOW.plusSeconds(60),
                NOW,
                Policy.MAX_CODE_ATTEMPTS);

        var transition = new MfaStateMachine(POLICY)
                .on(new State.AwaitingCode(named), MfaEvents.named("a device before the code"), NOW);

        assertThat(transition.command()).get().isInstanceOf(Command.VerifyCode.class);
    }
}
