package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.OneLoginException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that a limit of this server stopped. */
class FullServerTest {

    @Test
    @DisplayName("A limit of this server never looks like an unreachable OneLogin, which may let users pass (S1)")
    void ownLimitIsNotUnreachable() {
        assertThat(FailureReason.of(new OneLoginException.Busy(""))).isEqualTo(FailureReason.BUSY);
        assertThat(FailureReason.of(new OneLoginException.OutOfTime(""))).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(FailureReason.of(new OneLoginException.PoolExhausted(""))).isEqualTo(FailureReason.UNAVAILABLE);
    }

    @Test
    @DisplayName("A message that a full server did not send can be requested again at once")
    void unsentMessageCanBeRequestedAtOnce() {
        var message = new Command.StartVerification(MfaFixtures.PHONE, POLICY.codeLifetime(), false);

        var transition = new MfaStateMachine(POLICY)
                .on(new State.Start(), new OneLoginEvent.CommandFailed(message, FailureReason.BUSY), NOW);

        assertThat(transition.state()).isEqualTo(new State.Failed(FailureReason.BUSY, NOW));
    }
}
