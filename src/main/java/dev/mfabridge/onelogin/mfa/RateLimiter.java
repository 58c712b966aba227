package dev.mfabridge.onelogin.mfa;

import java.time.Instant;
import java.util.Optional;

/** What a person, and OneLogin, may be asked for how often, whichever browser, login or node it comes from. */
public interface RateLimiter {

    /**
     * Counts a message that is about to go to the person.
     *
     * @return empty when it may, else from when the next one may
     */
    Optional<Instant> acquireMessage();

    /** The message that was counted last did not go out. */
    void releaseMessage();

    /**
     * Counts a code that is about to be checked, since requests at the same time don't see one another's tries. Those for an
     * authenticator app are counted over all logins: no message bounds how many of these there are.
     *
     * @return empty when it may, else from when another attempt may begin
     */
    Optional<Instant> acquireCodeAttempt(Challenge challenge);

    /** The code that was counted last did not get there. */
    void releaseCodeAttempt();

    /**
     * Counts a call that tries no code and asks for no answer. OneLogin takes so many of a whole company in an hour, which no
     * single person may use up.
     *
     * @return whether it may be
     */
    boolean acquireCall();

    /** The call that was counted last did not get there, or counts as a message. */
    void releaseCall();

    /** @return whether OneLogin may be asked now how this attempt stands */
    boolean acquirePoll(Challenge challenge);
}
