package dev.mfabridge.onelogin.mfa;

/** Event of a conversation: an action of the user, or the outcome of a {@link Command}. */
public sealed interface Event permits UserEvent, OneLoginEvent {

    /** Calls the handler's method for this event. A new event does not compile before the handler has one. */
    Transition dispatchTo(EventHandler handler);

    /** Returns whether the user tries to prove a factor with this event. */
    default boolean isProofAttempt() {
        return false;
    }

    /** Returns whether the user starts over after a failure. */
    default boolean startsOver() {
        return false;
    }
}
