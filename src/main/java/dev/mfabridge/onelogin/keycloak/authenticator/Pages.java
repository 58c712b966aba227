package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.mfa.Attempt;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/** The pages a person sees. They hold no id of a registration, verification, device or user. */
final class Pages {
    private static final String FACTORS = "onelogin-factor.ftl";
    private static final String CODE = "onelogin-code.ftl";
    private static final String FAILURE = "onelogin-failure.ftl";

    private final AuthenticationFlowContext context;

    Pages(AuthenticationFlowContext context) {
        this.context = context;
    }

    Response of(State state, Optional<Notice> notice) {
        var form = context.form();
        if (state instanceof State.ChoosingFactor choosing) {
            notice.ifPresent(n -> form.setError("oneloginFactorNotOffered"));
            return choose(form, choosing.offered());
        }
        if (state instanceof State.AwaitingCode awaiting) {
            notice.ifPresent(n -> tell(form, n, awaiting.attempt()));
            return code(form, awaiting.attempt(), false);
        }
        if (state instanceof State.CodeSpent spent) {
            if (notice.equals(Optional.of(Notice.TOO_SOON)) || notice.equals(Optional.of(Notice.CODE_NOT_SENT))) {
                tell(form, notice.get(), spent.attempt());
            } else {
                form.setError(spentMessage(spent.why()));
            }
            return code(form, spent.attempt(), true);
        }
        var ended = (State.Ended) state;
        return failure(form, failureMessage(ended.reason()), secondsUntil(ended.retryFrom()));
    }

    Response misconfigured() {
        return failure(context.form(), "oneloginMisconfigured", 0);
    }

    /** @param error Keycloak's event error for being locked out */
    Response lockedOut(State state, String error) {
        var message = Errors.USER_TEMPORARILY_DISABLED.equals(error)
                ? Messages.ACCOUNT_TEMPORARILY_DISABLED_TOTP
                : Messages.ACCOUNT_PERMANENTLY_DISABLED_TOTP;
        if (state instanceof State.AwaitingCode awaiting) {
            var form = context.form().addError(new FormMessage(Validation.FIELD_OTP_CODE, message));
            return code(form, awaiting.attempt(), false);
        }
        return failure(context.form(), message, 0);
    }

    private static Response choose(LoginFormsProvider form, List<OfferedFactor> offered) {
        var factors = offered.stream()
                .map(factor -> Map.of(
                        "id", factor.id().value(),
                        "kind", factor.kind().name(),
                        "label", factor.label().text()))
                .toList();
        return form.setAttribute("onelogin", Map.of("factors", factors)).createForm(FACTORS);
    }

    private static Response code(LoginFormsProvider form, Attempt attempt, boolean spent) {
        return form.setAttribute(
                        "onelogin",
                        Map.of(
                                "kind", attempt.target().kind().name(),
                                "label", attempt.target().label().text(),
                                "enrolling", attempt.target() instanceof OfferedFactor,
                                "spent", spent,
                                "waitSeconds", secondsUntil(attempt.resendFrom())))
                .createForm(CODE);
    }

    private static Response failure(LoginFormsProvider form, String message, long waitSeconds) {
        return form.setError(message)
                .setAttribute("onelogin", Map.of("waitSeconds", waitSeconds))
                .createForm(FAILURE);
    }

    private static void tell(LoginFormsProvider form, Notice notice, Attempt attempt) {
        switch (notice) {
            case CODE_NOT_RIGHT -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, "oneloginCodeNotRight"));
            case CODE_MISSING -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, "oneloginCodeMissing"));
            case CODE_NOT_CHECKED -> form.setError("oneloginCodeNotChecked");
            case CODE_NOT_SENT -> form.setError("oneloginCodeNotSent");
            case CODE_SENT_AGAIN -> form.setInfo("oneloginCodeSentAgain");
            case TOO_SOON -> form.setError("oneloginTooSoon", secondsUntil(attempt.resendFrom()));
            case CODE_EXPIRED, NOT_OFFERED -> form.setError("oneloginCodeExpired");
        }
    }

    private static String spentMessage(State.CodeSpent.Why why) {
        return switch (why) {
            case EXPIRED -> "oneloginCodeExpired";
            case TRIED_TOO_OFTEN -> "oneloginCodeTriedTooOften";
            case REJECTED -> "oneloginCodeRejected";
        };
    }

    private static String failureMessage(Reason reason) {
        return switch (reason) {
            case USER_NOT_FOUND, USER_AMBIGUOUS -> "oneloginUserNotFound";
            case NO_FACTOR_OFFERED -> "oneloginNoFactor";
            case NO_USABLE_DEVICE -> "oneloginNoUsableDevice";
            case UNAVAILABLE -> "oneloginUnavailable";
            case CREDENTIALS_REFUSED -> "oneloginMisconfigured";
            case DEVICE_REFUSED -> "oneloginDeviceRefused";
            case REFUSED -> "oneloginRefused";
        };
    }

    private static long secondsUntil(Instant instant) {
        var left = Duration.between(Instant.now(), instant);
        return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
    }
}
