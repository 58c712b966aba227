package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.api.FactorData;
import dev.mfabridge.onelogin.api.OneLoginId;
import java.time.Duration;
import java.time.Instant;

/**
 * One try to prove a target: a code or a request that went out, or an app whose code is waited for.
 *
 * @param target what it proves
 * @param id the registration's id while a factor is being enrolled, else the verification's; null for the code of an
 *     authenticator app that is enrolled, which OneLogin checks with no verification before it
 * @param device the device that the registration enrols, or null when OneLogin did not say or a device is challenged
 * @param data what the person has to see or type elsewhere
 * @param begunAt when it began
 * @param expiresAt from when it no longer counts
 * @param resendFrom from when another may begin
 * @param triesLeft how many more codes may be entered
 */
public record Attempt(
        Target target,
        OneLoginId id,
        OneLoginId device,
        FactorData data,
        Instant begunAt,
        Instant expiresAt,
        Instant resendFrom,
        int triesLeft) {
    public Attempt {
        requireNonNull(target);
        requireNonNull(data);
        requireNonNull(begunAt);
        requireNonNull(expiresAt);
        requireNonNull(resendFrom);
        if (id == null && !(target instanceof EnrolledDevice && target.kind() == FactorKind.AUTHENTICATOR)) {
            throw new IllegalArgumentException("Only an authenticator app is proven with no verification");
        }
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    boolean mayResendAt(Instant now) {
        return !now.isBefore(resendFrom);
    }

    /** @return how long OneLogin is left alone between two questions: 2 seconds at first, 5 when it takes long */
    public Duration pauseAt(Instant now) {
        var halfMinutes = Duration.between(begunAt, now).toSeconds() / 30;
        return Duration.ofSeconds(Math.max(2, Math.min(5, 2 + halfMinutes)));
    }

    Attempt withOneTryLess() {
        return new Attempt(target, id, device, data, begunAt, expiresAt, resendFrom, triesLeft - 1);
    }

    /** @return the same, of no use any more */
    Attempt withNoTriesLeft() {
        return new Attempt(target, id, device, data, begunAt, expiresAt, resendFrom, 0);
    }

    Attempt resendableFrom(Instant instant) {
        return new Attempt(target, id, device, data, begunAt, expiresAt, instant, triesLeft);
    }
}
