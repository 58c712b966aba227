package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StoredTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Pause after a message, for a login whose state another version of this extension wrote. During a rolling update, the
 * requests of a login reach nodes of both versions. A node that can't read the state would begin again and send a message
 * with each request. So it keeps the state and waits: the node that wrote the state may get the next request.
 */
public final class MessagePause {
    /** No cool-down is longer than 15 minutes. A later time comes from a wrong clock. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private MessagePause() {}

    /** Returns the text to store beside a state: the time of the next message, or empty if the state sent none. */
    public static Optional<String> after(State state) {
        return state.currentChallenge().map(Challenge::resendAt).map(Instant::toString);
    }

    /**
     * Returns the end of the pause, or empty if this version can read the state or the pause is over.
     *
     * @param state the stored text of the state, or null
     * @param pause the text that was stored beside the state, or null
     */
    public static Optional<Instant> of(String state, String pause, Instant now) {
        return StoredTime.read(pause)
                .filter(until -> now.isBefore(until) && until.isBefore(now.plus(LONGEST)))
                .filter(until -> StateCodec.isOfAnotherVersion(state));
    }
}
