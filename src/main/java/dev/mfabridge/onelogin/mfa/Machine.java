package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Spent;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;

/**
 * Decides how a conversation goes on. Pure: the same state, event and time give the same step. An event that has no
 * place in a state changes nothing, so a reload, a Back and a replayed form show what is pending and send nothing.
 *
 * @param policy what the admin decided
 * @param adding whether the person has proven what there is, and enrols another factor
 */
public record Machine(Policy policy, boolean adding) {

    /** For a person who is to prove what there is, and to enrol where there is nothing. */
    public Machine(Policy policy) {
        this(policy, false);
    }

    /** @return the next state, and the one thing to do before the person sees it */
    public Step on(State state, Event event, Instant now) {
        var sending = new Sending(policy, adding);
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
        if (state instanceof Spent s) {
            return new Proving(sending).spent(s, event, now);
        }
        if (state instanceof Ended s) {
            return new Opening(sending).ended(s, event, now);
        }
        return Step.to(state);
    }
}
