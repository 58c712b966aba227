package dev.mfabridge.onelogin.keycloak.credential;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * The decision to remove a device in OneLogin, as it was written down in Keycloak when its credential was removed. Without
 * one, no device is ever removed: a credential that is merely missing may have been read before it was there.
 *
 * @param device the device's id
 * @param owner the OneLogin user whose device it is
 * @param account the base URL of the OneLogin account
 * @param credential the id of the credential that was removed, or {@link #NO_CREDENTIAL}
 * @param cause why it is to be removed
 * @param actor the id of the Keycloak user who decided it
 * @param decidedAt when
 * @param attempts how often OneLogin was asked to, in vain
 * @param nextAttemptAt from when OneLogin may be asked again
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

    /** Stands for the credential of a device that Keycloak never had one of. */
    public static final String NO_CREDENTIAL = "none";

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final int LARGEST_SHIFT = 11;

    /** Reason for which a device may be removed in OneLogin; there is no other. */
    public enum Cause {
        /** An administrator removed the credential, or the device. */
        ADMINISTRATOR,
        /** The user removed the credential, in a session in which a OneLogin factor was proven. */
        USER
    }

    public DeviceRemoval {
        requireNonNull(device);
        requireNonNull(owner);
        requireNonNull(account);
        requireNonNull(credential);
        requireNonNull(cause);
        requireNonNull(actor);
        requireNonNull(decidedAt);
        requireNonNull(nextAttemptAt);
    }

    public static DeviceRemoval of(DeviceRecord record, Cause cause, String actor, Instant now) {
        return new DeviceRemoval(
                record.device(), record.user(), record.account(), record.credential(), cause, actor, now, 0, now);
    }

    /** Returns the same after an attempt in vain. The second attempt may follow at once, later ones after growing pauses. */
    public DeviceRemoval afterFailure(Instant now) {
        var pause =
                attempts == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, LARGEST_SHIFT));
        var next = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return new DeviceRemoval(device, owner, account, credential, cause, actor, decidedAt, attempts + 1, next);
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(nextAttemptAt);
    }
}
