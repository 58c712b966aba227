package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Store of a conversation's state between two requests of a login. Every node of a cluster sees it. */
public abstract class StateStore {

    /**
     * Restores the state, or returns the start if the state must not continue. Enrollment is only for users who have no
     * device: another login of the same user may have enrolled a device since (S2). A challenge of a removed credential
     * would bring the credential back (S10).
     *
     * @param mayEnroll whether the user may enroll a factor
     * @param removed the devices whose removal in OneLogin is pending
     */
    public final State restore(boolean mayEnroll, Set<OneLoginId> removed) {
        return load().filter(state -> mayEnroll || !state.isEnrolling())
                .filter(state -> !state.involvesDevice(removed::contains))
                .orElseGet(State.Start::new);
    }

    /** Saves the state. A proof is never stored, since it is valid in one request only (S1). */
    public final void save(State state) {
        if (state.proof().isPresent()) {
            clear();
        } else {
            write(state);
        }
    }

    /**
     * Returns the time until which the login waits, since another version of this extension wrote its state and has just
     * sent a message. The state must not be replaced before.
     */
    public abstract Optional<Instant> pausedUntil();

    /** Returns the stored state, or empty if there is none or the stored state can't be read. */
    protected abstract Optional<State> load();

    protected abstract void write(State state);

    protected abstract void clear();
}
