package dev.mfabridge.onelogin.mfa;

import java.time.Instant;

/**
 * Context in which a state handles an event.
 *
 * @param policy the decisions of the administrator
 * @param task the task of the user
 * @param now the time of the event
 */
record HandlerContext(Policy policy, MfaStateMachine.Task task, Instant now) {

    /** Returns whether the user has proven an existing device and enrolls another factor. */
    boolean addsFactor() {
        return task == MfaStateMachine.Task.ADD;
    }

    /** Returns whether the user can enter a temporary token: only to sign in. */
    boolean acceptsTemporaryToken() {
        return task == MfaStateMachine.Task.PROVE;
    }

    /** Returns the time of a retry at the earliest. A failed command may have sent a message anyway. */
    Instant afterCooldown() {
        return now.plus(policy.resendCooldown());
    }

    /** Returns the retry time after such a failure. */
    Instant retryAt(FailureReason reason) {
        return reason == FailureReason.TOO_MANY_REQUESTS ? afterCooldown() : now;
    }
}
