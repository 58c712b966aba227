package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Challenge to prove a target: a OneLogin registration or verification, or the code of an enrolled app.
 *
 * @param target the device or factor to prove
 * @param id the registration's id during an enrollment, otherwise the verification's id; null for the code of an
 *     enrolled app, which OneLogin checks without a verification
 * @param device the device that the registration enrolls, or null if OneLogin didn't name the device or a device is
 *     challenged
 * @param devicesBefore the devices that the user had before the registration; empty if a device is challenged
 * @param data the data that the user has to see or to type into the phone
 * @param startedAt the time of the start
 * @param expiresAt the time from which the challenge is no longer valid
 * @param resendAt the time of the next challenge at the earliest
 * @param attemptsLeft the number of codes that the user can still enter
 * @param unansweredAt the time of the last check that OneLogin didn't answer and that excuses a refusal; null if there is
 *     none
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
        int attemptsLeft,
        Instant unansweredAt) {
    /** Time for which an app shows a code. */
    private static final Duration APP_CODE_STEP = Duration.ofSeconds(30);

    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(15);

    public Challenge {
        requireNonNull(target);
        requireNonNull(data);
        requireNonNull(startedAt);
        requireNonNull(expiresAt);
        requireNonNull(resendAt);
        devicesBefore = List.copyOf(devicesBefore);
        if (id == null && (target.isEnrolling() || !target.type().isCheckedInOneCall())) {
            throw new IllegalArgumentException(
                    "Only an enrolled app or a temporary token is proven without a verification");
        }
    }

    /** Creates a challenge of which OneLogin has answered every check. */
    public Challenge(
            Target target,
            OneLoginId id,
            OneLoginId device,
            List<OneLoginId> devicesBefore,
            FactorData data,
            Instant startedAt,
            Instant expiresAt,
            Instant resendAt,
            int attemptsLeft) {
        this(target, id, device, devicesBefore, data, startedAt, expiresAt, resendAt, attemptsLeft, null);
    }

    /** Returns a challenge of the code of an enrolled app, for which OneLogin sends nothing. */
    static Challenge ofApp(EnrolledDevice app, Instant now, Instant expiresAt) {
        return new Challenge(
                app, null, null, List.of(), FactorData.NONE, now, expiresAt, now, Policy.MAX_CODE_ATTEMPTS);
    }

    /** Returns a challenge of an enrolled device by a verification that has just started. */
    static Challenge ofVerification(EnrolledDevice device, Verification verification, Policy policy, Instant now) {
        return new Challenge(
                device,
                verification.id(),
                null,
                List.of(),
                verification.data(),
                now,
                now.plus(policy.codeLifetime()),
                now.plus(policy.resendCooldown()),
                Policy.MAX_CODE_ATTEMPTS);
    }

    /** Returns a challenge of a factor by a registration that has just started. */
    static Challenge ofRegistration(
            Command.StartRegistration command, Registration registration, Policy policy, Instant now) {
        return new Challenge(
                command.target(),
                registration.id(),
                registration.deviceId().orElse(null),
                command.devicesBefore(),
                registration.data(),
                now,
                now.plus(policy.codeLifetime()),
                now.plus(policy.resendCooldown()),
                Policy.MAX_CODE_ATTEMPTS);
    }

    /** Returns whether this device is challenged. */
    boolean isFor(EnrolledDevice other) {
        return target.enrolledDevice()
                .filter(challenged -> challenged.id().equals(other.id()))
                .isPresent();
    }

    /**
     * Returns whether it is the code of an enrolled app, or a temporary token, which OneLogin checks without a verification
     * before it.
     */
    public boolean isAppCode() {
        return id == null;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * Returns whether the challenge may have expired in OneLogin, which started it a moment earlier and calls some expired
     * challenges "rejected".
     */
    boolean mayBeExpired(Instant now) {
        return isExpired(now.plus(CLOCK_TOLERANCE));
    }

    /** Returns whether the user entered a wrong code, for which OneLogin may call the whole challenge "rejected". */
    boolean hasFailedAttempt() {
        return attemptsLeft < Policy.MAX_CODE_ATTEMPTS;
    }

    /** Returns whether OneLogin left a check unanswered, which may have used up the challenge. */
    boolean hasUnansweredCheck() {
        return unansweredAt != null;
    }

    /**
     * Returns whether a refusal may be due to a check that OneLogin didn't answer, and not to the user (S5). The code of an
     * app is entered again only while the app shows it.
     */
    boolean excusesRefusal(Instant now) {
        return hasUnansweredCheck() && (!isAppCode() || now.isBefore(unansweredAt.plus(APP_CODE_STEP)));
    }

    boolean canResend(Instant now) {
        return !now.isBefore(resendAt);
    }

    /**
     * Returns the time between two polls: 2 seconds at first, and 5 after 90 seconds. For an e-mail it is 5 from the
     * start, since an e-mail takes longer and may have no link to click.
     */
    public Duration pollInterval(Instant now) {
        if (target.type().mayHaveLink()) {
            return MAX_POLL_INTERVAL;
        }
        var halfMinutes = Duration.between(startedAt, now).toSeconds() / 30;
        return Duration.ofSeconds(Math.max(2, Math.min(MAX_POLL_INTERVAL.toSeconds(), 2 + halfMinutes)));
    }

    Challenge afterFailedAttempt() {
        return withAttemptsLeft(attemptsLeft - 1);
    }

    /** Returns the same challenge without any attempts left. */
    Challenge withoutAttempts() {
        return withAttemptsLeft(0);
    }

    Challenge withResendAfter(Instant instant) {
        return new Challenge(
                target, id, device, devicesBefore, data, startedAt, expiresAt, instant, attemptsLeft, unansweredAt);
    }

    private Challenge withAttemptsLeft(int left) {
        return new Challenge(
                target, id, device, devicesBefore, data, startedAt, expiresAt, resendAt, left, unansweredAt);
    }

    /** Returns the same challenge after a check that OneLogin didn't answer: it excuses one refusal. */
    Challenge afterUnansweredCheck(Instant now) {
        return withUnansweredAt(now);
    }

    /** Returns the same challenge after the excused refusal, so that the next refusal counts (S3). */
    Challenge afterExcusedRefusal() {
        return withUnansweredAt(null);
    }

    private Challenge withUnansweredAt(Instant instant) {
        return new Challenge(
                target, id, device, devicesBefore, data, startedAt, expiresAt, resendAt, attemptsLeft, instant);
    }
}
