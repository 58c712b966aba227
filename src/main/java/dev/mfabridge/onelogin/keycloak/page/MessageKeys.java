package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.validation.Validation;

/** What the pages say, as keys of the messages. */
final class MessageKeys {
    private MessageKeys() {}

    static void addTo(LoginFormsProvider form, Notice notice, Challenge challenge) {
        switch (notice) {
            case WRONG_CODE -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, "oneloginCodeNotRight"));
            case CODE_MISSING -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, "oneloginCodeMissing"));
            case CODE_NOT_CHECKED -> form.setError("oneloginCodeNotChecked");
            case NOT_ANSWERED -> form.setInfo("oneloginNotAnswered");
            case ANSWER_NOT_CHECKED -> form.setError("oneloginAnswerNotChecked");
            case NOT_SENT -> form.setError("oneloginCodeNotSent");
            case SENT_AGAIN ->
                form.setInfo("oneloginSentAgain" + challenge.target().type());
            case TOO_SOON -> form.setError("oneloginTooSoon", secondsUntil(challenge.resendAt()));
            case TOO_MANY_MESSAGES -> form.setError("oneloginTooManyMessages", minutesUntil(challenge.resendAt()));
            case NO_ALTERNATIVE -> form.setError("oneloginNoOtherWay");
            case NOT_OFFERED -> form.setError("oneloginFactorNotOffered");
            case EXPIRED, DENIED -> form.setError("oneloginExpired");
        }
    }

    static String of(State.ChallengeClosed closed) {
        return switch (closed.reason()) {
            case EXPIRED ->
                switch (closed.challenge().target().type()) {
                    case SMS, AUTHENTICATOR -> "oneloginCodeExpired";
                    case EMAIL, VOICE, PROTECT, OTHER -> "oneloginExpired";
                };
            case ATTEMPTS_EXHAUSTED ->
                closed.challenge().id() == null ? "oneloginAppTriedTooOften" : "oneloginCodeTriedTooOften";
            case DENIED -> "oneloginDenied";
        };
    }

    static String of(FailureReason reason) {
        return switch (reason) {
            case USER_NOT_FOUND, USER_AMBIGUOUS -> "oneloginUserNotFound";
            case USER_SUSPENDED -> "oneloginUserSuspended";
            case USER_LOCKED -> "oneloginUserLocked";
            case USER_UNAPPROVED -> "oneloginUserUnapproved";
            case USER_REJECTED -> "oneloginUserRejected";
            case USER_UNLICENSED -> "oneloginUserUnlicensed";
            case DEVICE_REMOVED -> "oneloginDeviceRemoved";
            case TOO_MANY_MESSAGES -> "oneloginTooManyMessages";
            case TOO_MANY_REQUESTS -> "oneloginTooManyRequests";
            case NOT_ENROLLED -> "oneloginNotEnrolled";
            case NO_FACTOR_OFFERED -> "oneloginNoFactor";
            case NO_USABLE_DEVICE -> "oneloginNoUsableDevice";
            case UNAVAILABLE, UNREACHABLE -> "oneloginUnavailable";
            case CREDENTIALS_REFUSED -> "oneloginMisconfigured";
            case DEVICE_REFUSED -> "oneloginDeviceRefused";
            case REFUSED -> "oneloginRefused";
        };
    }

    static long minutesUntil(Instant instant) {
        return (secondsUntil(instant) + 59) / 60;
    }

    static long secondsUntil(Instant instant) {
        var left = Duration.between(Instant.now(), instant);
        return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
    }
}
