package dev.mfabridge.onelogin.mfa;

import java.time.Instant;
import java.util.Optional;

/**
 * Rate limits for messages, code attempts, calls and polls of one user, across all logins and nodes (S3, S4). A browser in
 * which the user proved a factor before has limits of its own, so other logins can't use them up.
 */
public interface RateLimiter {

    /**
     * Acquires a permit for a message to the user.
     *
     * @return empty if the message may be sent, or else the time of the next permit
     */
    Optional<Instant> acquireMessage();

    /** Releases the last permit for a message, since OneLogin did not send the message. */
    void releaseMessage();

    /**
     * Acquires a permit for a code before OneLogin checks the code, since concurrent requests don't see each other's
     * attempts. For an authenticator app, the limit applies to all logins together, since no message bounds the number
     * of challenges.
     *
     * @return empty if the code may be checked, or else the time of the next permit
     */
    Optional<Instant> acquireCodeAttempt(Challenge challenge);

    /** Releases the last permit for a code, since the code did not reach OneLogin. */
    void releaseCodeAttempt();

    /**
     * Acquires a permit for a call that neither checks a code nor polls. OneLogin limits the calls of a whole company
     * in an hour, and one user must not exhaust that quota (S4).
     *
     * @return whether the call may be made
     */
    boolean acquireCall();

    /** Releases the last permit for a call, since the call did not reach OneLogin or uses a permit for a message. */
    void releaseCall();

    /**
     * Acquires a permit for a poll of a challenge.
     *
     * @return whether the extension may query OneLogin now
     */
    boolean acquirePoll(Challenge challenge);
}
