package dev.mfabridge.onelogin.mfa;

import java.time.Instant;

/**
 * State machine of a conversation, without side effects: the same state, event and time give the same transition. An
 * event that a state doesn't handle changes nothing. A reload, a Back and a replayed form then show the pending page
 * and send nothing.
 *
 * @param policy the decisions of the administrator
 * @param task the task of the user
 */
public record MfaStateMachine(Policy policy, Task task) {

    /** Task of a user. */
    public enum Task {
        /** Prove an existing device, or enroll if there is none. A temporary token is accepted, too. */
        PROVE,
        /** Prove an existing device, or enroll if there is none. A temporary token proves no device, so it isn't enough (S2). */
        PROVE_DEVICE,
        /** Prove an existing device with the code of an app at hand, so that no push is needed. */
        PROVE_WITH_CODE,
        /** Enroll another factor, after the proof of an existing device. */
        ADD
    }

    /** Creates the state machine for a user who proves an existing device, or enrolls if there is none, in a login. */
    public MfaStateMachine(Policy policy) {
        this(policy, Task.PROVE);
    }

    /** Returns the transition of this state at this event. */
    public Transition on(State state, Event event, Instant now) {
        return event.dispatchTo(state.accept(new HandlerFactory(new HandlerContext(policy, task, now))));
    }
}
