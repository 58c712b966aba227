package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed;
import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Failed;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;

/**
 * Decides how a conversation goes on. Pure: the same state, event and time give the same step. An event that has no
 * place in a state changes nothing, so a reload, a Back and a replayed form show what is pending and send nothing.
 *
 * @param policy what the admin decided
 * @param purpose what the user is here for
 */
public record MfaStateMachine(Policy policy, Task purpose) {

    /** Task of a user here. */
    public enum Task {
        /** To prove what there is, and to enroll where there is nothing. */
        PROVE,
        /** To prove what there is, with the code of an app at hand: nothing needs to be sent for it. */
        PROVE_WITH_CODE,
        /** To enroll another factor, after proving what there is. */
        ADD
    }

    /** For a user who is to prove what there is, and to enroll where there is nothing. */
    public MfaStateMachine(Policy policy) {
        this(policy, Task.PROVE);
    }

    /** @return the next state, and the one thing to do before the person sees it */
    public Transition on(State state, Event event, Instant now) {
        var sending = new Sending(policy, purpose);
        if (state instanceof Start s) {
            return new Opening(sending).start(s, event, now);
        }
        if (state instanceof ChoosingFactor s) {
            return new Choosing(sending).factor(s, event, now);
        }
        if (state instanceof ChoosingDevice s) {
            return new Choosing(sending).device(s, event, now);
        }
        if (state instanceof Awaiting s) {
            return new Proving(sending).awaiting(s, event, now);
        }
        if (state instanceof ChallengeClosed s) {
            return new Proving(sending).spent(s, event, now);
        }
        if (state instanceof Failed s) {
            return new Opening(sending).ended(s, event, now);
        }
        return Transition.to(state);
    }
}
