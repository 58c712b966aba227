package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.mfa.MfaStateMachine.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the tasks in which a temporary token takes the place of a device. */
class TemporaryTokenTasksTest {
    private static final State AWAITING = MfaStates.named("awaiting");

    @ParameterizedTest
    @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "PROVE")
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A temporary token is accepted only to sign in with a browser")
    void tokenIsOnlyForSigningIn(Task task) {
        var machine = new MfaStateMachine(POLICY, task);

        assertThat(machine.on(AWAITING, new UserEvent.TemporaryTokenRequested(), NOW))
                .isEqualTo(Transition.to(AWAITING));
        assertThat(machine.on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW)
                        .state())
                .isEqualTo(AWAITING);
        assertThat(machine.on(new State.Start(), MfaEvents.named("a temporary token"), NOW)
                        .state()
                        .failure())
                .isPresent();
    }

    @Test
    @DisplayName("Of several temporary tokens, the newest one counts")
    void newestTokenCounts() {
        var next = new MfaStateMachine(POLICY).on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW);

        assertThat(next.state().currentChallenge().orElseThrow().target().enrolledDevice())
                .map(device -> device.id().value())
                .contains("user_temp_otp_10");
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Another request for the field gives no new attempts")
    void anotherRequestGivesNoNewAttempts() {
        var newest = new MfaStateMachine(POLICY)
                .on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW)
                .state()
                .withChallenge()
                .orElseThrow();
        var state = newest.with(newest.challenge().afterFailedAttempt());

        assertThat(new MfaStateMachine(POLICY).on(state, MfaEvents.named("the help desk's code is listed"), NOW))
                .isEqualTo(Transition.to(state));
    }
}
