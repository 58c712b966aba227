package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.List;

/**
 * Input of a request: the action of the user, and nothing more. Which factor, device or challenge it concerns is known to the
 * server only (S6).
 */
public interface UserInput {

    /**
     * Returns the event for the state.
     *
     * @param state the restored state
     * @param known the devices that Keycloak holds credentials for
     */
    Event toEvent(State state, List<EnrolledDevice> known);

    /** @return whether the input has a code */
    boolean hasCode();

    /** @return whether the user tries to prove a factor with it */
    default boolean isProofAttempt(Event event) {
        return event.isProofAttempt();
    }

    /** @return whether a lockout is the response to it; otherwise the response is the pending challenge, as if it had not come */
    default boolean isAnsweredByLockout(State state, Event event) {
        return state.isStart() || isProofAttempt(event);
    }
}
