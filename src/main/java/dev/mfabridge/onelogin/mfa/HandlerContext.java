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

    /** @return whether the user has proven an existing device and enrolls another factor */
    boolean addsFactor() {
        return task == MfaStateMachine.Task.ADD;
    }

    /** @return the time of a retry at the earliest: a command that failed may have sent a message all the same */
    Instant afterCooldown() {
        return now.plus(policy.resendCooldown());
    }

    /** @return the retry time after such a failure */
    Instant retryAt(FailureReason reason) {
        return reason == FailureReason.TOO_MANY_REQUESTS ? afterCooldown() : now;
    }
}
