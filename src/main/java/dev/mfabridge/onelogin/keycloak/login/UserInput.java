package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.List;

/**
 * Input of a request: the action of the user, and nothing more. Only the server knows which factor, device or challenge
 * the action is about (S6).
 */
public interface UserInput {

    /**
     * Returns the event for the state.
     *
     * @param state the restored state
     * @param known the devices that Keycloak holds credentials for
     */
    Event toEvent(State state, List<EnrolledDevice> known);

    /** Returns whether the user made this request on purpose, so that it can start a login. */
    default boolean isOnPurpose() {
        return true;
    }

    /** Returns whether the input has a code. */
    boolean hasCode();

    /** Returns whether the user tries to prove a factor with this input. */
    default boolean isProofAttempt(Event event) {
        return event.isProofAttempt();
    }

    /** Returns whether a lockout is the response to this input. Otherwise, the response is the pending challenge. */
    default boolean isAnsweredByLockout(State state, Event event) {
        return state.isStart() || isProofAttempt(event);
    }
}
