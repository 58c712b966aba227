package dev.mfabridge.onelogin.keycloak.credential;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Decision to remove a device in OneLogin, recorded in Keycloak when the credential was removed. No device is removed
 * without a decision (S10): a credential that is merely missing may not have been stored yet when it was read.
 *
 * @param device the device's id
 * @param owner the OneLogin user who owns the device
 * @param account the base URL of the OneLogin account
 * @param credential the id of the removed credential, or {@link #NO_CREDENTIAL}
 * @param cause the reason for the removal
 * @param actor the id of the Keycloak user who decided
 * @param decidedAt the time of the decision
 * @param attempts the number of failed attempts
 * @param nextAttemptAt the time from which the next attempt is due
 */
public record DeviceRemoval(
        OneLoginId device,
        OneLoginId owner,
        URI account,
        String credential,
        Cause cause,
        String actor,
        Instant decidedAt,
        int attempts,
        Instant nextAttemptAt) {

    /** Credential of a device that never had a credential in Keycloak. */
    public static final String NO_CREDENTIAL = "none";

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofDays(1);
    private static final int MAX_SHIFT = 11;

    /** Number of attempts that an administrator can force without a pause. */
    private static final int FREELY_FORCED = 3;

    /** Reason for which a device may be removed in OneLogin; there is no other. */
    public enum Cause {
        /** An administrator removed the credential, or the device. */
        ADMINISTRATOR,
        /** The user removed the credential, in a session in which a OneLogin factor was proven. */
        USER
    }

    /**
     * Checks the components, since a removal of another version may lack some.
     *
     * @throws RuntimeException if a component is null or out of range
     */
    public DeviceRemoval {
        requireNonNull(device);
        requireNonNull(owner);
        DeviceRecord.requireServer(account);
        requireNonNull(credential);
        requireNonNull(cause);
        requireNonNull(actor);
        requireNonNull(decidedAt);
        requireNonNull(nextAttemptAt);
        if (attempts < 0 || attempts == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Not a number of attempts");
        }
        if (nextAttemptAt.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("Not the time of an attempt");
        }
    }

    /** Returns a new decision, due at once. */
    public static DeviceRemoval of(DeviceRecord record, Cause cause, String actor, Instant now) {
        return new DeviceRemoval(
                record.device(), record.user(), record.account(), record.credential(), cause, actor, now, 0, now);
    }

    /**
     * Returns the decision after a failed attempt. The second attempt is due at once, later ones after growing pauses
     * of one minute to one day.
     */
    public DeviceRemoval afterFailure(Instant now) {
        var next = now.plus(pauseAfter(attempts + 1));
        return new DeviceRemoval(device, owner, account, credential, cause, actor, decidedAt, attempts + 1, next);
    }

    /**
     * Returns the decision after an attempt that was not made, since a budget of calls is used up (S4).
     *
     * @param until the time from which the budget allows calls again
     */
    public DeviceRemoval postponedTo(Instant until) {
        return new DeviceRemoval(device, owner, account, credential, cause, actor, decidedAt, attempts, until);
    }

    /**
     * Returns whether the next attempt is due. No pause is longer than a day, so a time far after that is one of a wrong
     * clock and delays nothing.
     */
    public boolean isDue(Instant now) {
        return !now.isBefore(nextAttemptAt)
                || nextAttemptAt.isAfter(now.plus(MAX_PAUSE).plus(MAX_PAUSE));
    }

    /**
     * Returns whether an administrator may force an attempt. After the third attempt, one that is not due can be forced
     * once a minute. A loop of forced attempts would exhaust the account's API quota (S4).
     */
    public boolean canBeForced(Instant now) {
        var lastAttemptAt = nextAttemptAt.minus(pauseAfter(attempts));
        return attempts < FREELY_FORCED || isDue(now) || !now.isBefore(lastAttemptAt.plus(FIRST_PAUSE));
    }

    /**
     * Returns whether a request that has read a removal carries out this one, which is stored now. Either both are the same,
     * or another request has replaced the removal, and no request has attempted or postponed the new one. No clock decides,
     * since the new decision can come from a node whose clock is ahead. Its own request may already have found the device
     * claimed.
     */
    public boolean isOpenFor(DeviceRemoval read) {
        return equals(read) || device.equals(read.device) && attempts == 0 && nextAttemptAt.equals(decidedAt);
    }

    private static Duration pauseAfter(int attempts) {
        if (attempts < 2) {
            return Duration.ZERO;
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 2, MAX_SHIFT));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
