package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.api.OneLoginId;
import java.time.Instant;

/**
 * One code that was sent, and how long and how often it can be tried.
 *
 * @param target what the code proves
 * @param id the registration's id while a factor is being enrolled, else the verification's
 * @param device the device that the registration enrols, or null when OneLogin did not say or a device is challenged
 * @param expiresAt from when the code no longer counts
 * @param resendFrom from when another code may be sent
 * @param triesLeft how many more codes may be entered
 */
public record Attempt(
        Target target, OneLoginId id, OneLoginId device, Instant expiresAt, Instant resendFrom, int triesLeft) {
    public Attempt {
        requireNonNull(target);
        requireNonNull(id);
        requireNonNull(expiresAt);
        requireNonNull(resendFrom);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    boolean mayResendAt(Instant now) {
        return !now.isBefore(resendFrom);
    }

    Attempt withOneTryLess() {
        return new Attempt(target, id, device, expiresAt, resendFrom, triesLeft - 1);
    }

    Attempt resendableFrom(Instant instant) {
        return new Attempt(target, id, device, expiresAt, instant, triesLeft);
    }
}
