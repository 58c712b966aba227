package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Policy.ChallengeOptions;
import dev.mfabridge.onelogin.mfa.Policy.EnrollmentOptions;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.Reenrollment;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Users, devices, factors and challenges of the tests of the state machine, at one instant. */
final class MfaFixtures {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Policy POLICY = policy(FactorType.PROTECT, FactorType.AUTHENTICATOR, FactorType.EMAIL, FactorType.SMS);
    static final OneLoginId USER = new OneLoginId("64515901");
    static final OneLoginId SENT = new OneLoginId("11111111-1111-1111-1111-111111111111");
    static final OneLoginId SENT_AGAIN = new OneLoginId("22222222-2222-2222-2222-222222222222");
    static final EnrolledDevice PHONE =
            new EnrolledDevice(USER, new OneLoginId("3920361"), FactorType.SMS, new Label("OneLogin SMS"));
    static final EnrolledDevice APP =
            new EnrolledDevice(USER, new OneLoginId("3920362"), FactorType.AUTHENTICATOR, new Label("Authenticator"));
    static final EnrolledDevice TOKEN = new EnrolledDevice(
            USER, new OneLoginId("user_temp_otp_9"), FactorType.TEMPORARY_TOKEN, new Label("Temporary OTP"));
    static final EnrolledDevice PUSH =
            new EnrolledDevice(USER, new OneLoginId("3920363"), FactorType.PROTECT, new Label("OneLogin Protect"));
    static final EnrolledDevice VOICE =
            new EnrolledDevice(USER, new OneLoginId("3920369"), FactorType.VOICE, new Label("OneLogin Voice"));
    static final EnrolledDevice MAIL =
            new EnrolledDevice(USER, new OneLoginId("3920370"), FactorType.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor SMS =
            new OfferedFactor(USER, new OneLoginId("58959"), FactorType.SMS, new Label("OneLogin SMS"));
    static final OfferedFactor EMAIL =
            new OfferedFactor(USER, new OneLoginId("58961"), FactorType.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor PROTECT =
            new OfferedFactor(USER, new OneLoginId("58958"), FactorType.PROTECT, new Label("OneLogin Protect"));
    static final Command.StartRegistration REGISTER =
            new Command.StartRegistration(SMS, POLICY.codeLifetime(), false, List.of());
    static final Instant PAST = NOW.minusSeconds(1);
    static final Instant LATER = NOW.plusSeconds(20);

    private MfaFixtures() {}

    static Policy policy(FactorType... allowed) {
        return policy(EmailContent.CODE, List.of(allowed));
    }

    static Policy policy(EmailContent emailContent, List<FactorType> allowed) {
        return new Policy(
                allowed,
                new ChallengeOptions(Duration.ofSeconds(120), Duration.ofSeconds(30), emailContent),
                new LookupOptions(FirstDevice.DEFAULT, UserStatusCheck.AT_ENROLLMENT),
                new EnrollmentOptions(EnrollmentMode.AT_ONCE, Reenrollment.ALLOWED));
    }

    static Challenge challenge(Target target, Instant expiresAt, Instant resendAt) {
        return challenge(target, expiresAt, resendAt, Policy.MAX_CODE_ATTEMPTS);
    }

    static Challenge challenge(Target target, Instant expiresAt, Instant resendAt, int attemptsLeft) {
        return new Challenge(
                target,
                SENT,
                null,
                List.of(),
                FactorData.NONE,
                NOW.minusSeconds(100),
                expiresAt,
                resendAt,
                attemptsLeft);
    }

    static Challenge app(Instant resendAt, int attemptsLeft) {
        return new Challenge(APP, null, null, List.of(), FactorData.NONE, NOW, Instant.MAX, resendAt, attemptsLeft);
    }
}
