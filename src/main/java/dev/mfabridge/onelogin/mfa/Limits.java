package dev.mfabridge.onelogin.mfa;

import java.time.Instant;
import java.util.Optional;

/** What a person, and OneLogin, may be asked for how often, whichever browser, login or node it comes from. */
public interface Limits {

    /**
     * Counts a message that is about to go to the person.
     *
     * @return empty when it may, else from when the next one may
     */
    Optional<Instant> countMessage();

    /** The message that was counted last did not go out. */
    void uncountMessage();

    /**
     * Counts a code of an authenticator app that is about to be checked: with no message before it, nothing else bounds how
     * many can be tried over several logins.
     *
     * @return empty when it may, else from when the next one may
     */
    Optional<Instant> countTry();

    /** @return whether OneLogin may be asked now how this attempt stands */
    boolean mayAsk(Attempt attempt);
}
