package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.CodeSpent;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;

/**
 * Decides how a conversation goes on. Pure: the same state, event and time give the same step. An event that has no
 * place in a state changes nothing, so a reload, a Back and a replayed form show what is pending and send nothing.
 *
 * @param policy what the admin decided
 */
public record Machine(Policy policy) {

    /** @return the next state, and the one thing to do before the person sees it */
    public Step on(State state, Event event, Instant now) {
        if (state instanceof Start s) {
            return opening().start(s, event, now);
        }
        if (state instanceof ChoosingFactor s) {
            return opening().choosingFactor(s, event, now);
        }
        if (state instanceof AwaitingCode s) {
            return codeEntry().awaitingCode(s, event, now);
        }
        if (state instanceof CodeSpent s) {
            return codeEntry().codeSpent(s, event, now);
        }
        if (state instanceof Ended s) {
            return opening().ended(s, event, now);
        }
        return Step.to(state);
    }

    private Opening opening() {
        return new Opening(new Sending(policy));
    }

    private CodeEntry codeEntry() {
        return new CodeEntry(new Sending(policy));
    }
}
