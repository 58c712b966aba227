package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One try to prove a target: a code or a request that went out, or an app whose code is waited for.
 *
 * @param target what it proves
 * @param id the registration's id while a factor is being enrolled, else the verification's; null for the code of an
 *     enrolled app, which OneLogin checks with no verification before it
 * @param device the device that the registration enrolls, or null when OneLogin did not say or a device is challenged
 * @param devicesBefore the devices that the user had before the registration; empty when a device is challenged
 * @param data what the person has to see or type elsewhere
 * @param startedAt when it began
 * @param expiresAt from when it no longer counts
 * @param resendAt from when another may begin
 * @param attemptsLeft how many more codes may be entered
 */
public record Challenge(
        Target target,
        OneLoginId id,
        OneLoginId device,
        List<OneLoginId> devicesBefore,
        FactorData data,
        Instant startedAt,
        Instant expiresAt,
        Instant resendAt,
        int attemptsLeft) {
    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(15);

    public Challenge {
        requireNonNull(target);
        requireNonNull(data);
        requireNonNull(startedAt);
        requireNonNull(expiresAt);
        requireNonNull(resendAt);
        devicesBefore = List.copyOf(devicesBefore);
        if (id == null && !(target instanceof EnrolledDevice && target.type().hasApp())) {
            throw new IllegalArgumentException("Only an enrolled app is proven with no verification");
        }
    }

    /** @return a challenge of the code of an enrolled app, which has it without OneLogin's sending anything */
    static Challenge ofApp(EnrolledDevice app, Instant now, Instant expiresAt) {
        return new Challenge(
                app, null, null, List.of(), FactorData.NONE, now, expiresAt, now, Policy.MAX_CODE_ATTEMPTS);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * OneLogin counts from when it began, which was a request's time earlier than here, and some of its expired ones say
     * "rejected".
     *
     * @return whether it may have expired for OneLogin
     */
    boolean mayBeExpired(Instant now) {
        return isExpired(now.plus(CLOCK_TOLERANCE));
    }

    /** @return whether a code was wrong, which is counted: OneLogin may call the whole "rejected" over it */
    boolean hasFailedAttempt() {
        return attemptsLeft < Policy.MAX_CODE_ATTEMPTS;
    }

    boolean canResend(Instant now) {
        return !now.isBefore(resendAt);
    }

    /**
     * @return how long OneLogin is left alone between two questions: 2 seconds at first, 5 when it takes long; 5 for an e-mail,
     *     which takes longer and may have no link to click
     */
    public Duration pollInterval(Instant now) {
        if (target.type() == FactorType.EMAIL) {
            return MAX_POLL_INTERVAL;
        }
        var halfMinutes = Duration.between(startedAt, now).toSeconds() / 30;
        return Duration.ofSeconds(Math.max(2, Math.min(MAX_POLL_INTERVAL.toSeconds(), 2 + halfMinutes)));
    }

    Challenge afterFailedAttempt() {
        return new Challenge(target, id, device, devicesBefore, data, startedAt, expiresAt, resendAt, attemptsLeft - 1);
    }

    /** @return the same, of no use any more */
    Challenge withoutAttempts() {
        return new Challenge(target, id, device, devicesBefore, data, startedAt, expiresAt, resendAt, 0);
    }

    Challenge withResendAfter(Instant instant) {
        return new Challenge(target, id, device, devicesBefore, data, startedAt, expiresAt, instant, attemptsLeft);
    }
}
