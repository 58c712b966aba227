package dev.mfabridge.onelogin.keycloak.result;

import static org.keycloak.events.Errors.EXPIRED_CODE;
import static org.keycloak.events.Errors.GENERIC_AUTHENTICATION_ERROR;
import static org.keycloak.events.Errors.INVALID_USER_CREDENTIALS;
import static org.keycloak.events.Errors.USER_DISABLED;
import static org.keycloak.events.Errors.USER_TEMPORARILY_DISABLED;

import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.events.Errors;
import org.keycloak.services.messages.Messages;

/**
 * Table of the results of a login. Each row is one result: its event, its metric, its message and its error in a direct grant. The
 * administrator's view of the table is docs/reference/events.md.
 *
 * <p>Events and metrics identify a result by its label. The label is the constant's name in lower case, unless a row states
 * another one. Labels are frozen, so a constant can't be renamed without stating its old label.
 */
public enum LoginResult {
    // Results of the adapters.
    PROVEN("proven", null, In.METRICS, null, null),
    REMEMBERED("onelogin_remembered", "remembered"),
    ENROLLMENT_SKIPPED("onelogin_enrollment_skipped", "enrollment_skipped"),
    BYPASSED_UNREACHABLE("onelogin_bypassed_unreachable", "bypassed_unreachable"),
    LOCKED_OUT(
            "locked_out",
            USER_TEMPORARILY_DISABLED,
            In.METRICS,
            PageMessage.error(Messages.ACCOUNT_TEMPORARILY_DISABLED_TOTP),
            OAuthError.INVALID_CREDENTIALS),
    LOCKED_OUT_PERMANENTLY(
            "locked_out",
            USER_DISABLED,
            In.METRICS,
            PageMessage.error(Messages.ACCOUNT_PERMANENTLY_DISABLED_TOTP),
            OAuthError.INVALID_CREDENTIALS),
    MISCONFIGURED(
            "misconfigured",
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginMisconfigured"),
            OAuthError.MISCONFIGURED),
    NO_USER(
            "no_user",
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginMisconfigured"),
            OAuthError.MISCONFIGURED),
    UNKNOWN_MFA_TOKEN(EXPIRED_CODE, In.NEITHER, null, OAuthError.EXPIRED),

    // Reasons for which a login can't continue.
    USER_NOT_FOUND("oneloginUserNotFound", OAuthError.USER_NOT_FOUND),
    USER_AMBIGUOUS("oneloginUserNotFound", OAuthError.USER_NOT_FOUND),
    USER_SUSPENDED("oneloginUserSuspended", OAuthError.USER_SUSPENDED),
    USER_LOCKED("oneloginUserLocked", OAuthError.USER_LOCKED),
    USER_UNAPPROVED("oneloginUserUnapproved", OAuthError.USER_UNAPPROVED),
    USER_REJECTED("oneloginUserRejected", OAuthError.USER_REJECTED),
    USER_UNLICENSED("oneloginUserUnlicensed", OAuthError.USER_UNLICENSED),
    NOT_ENROLLED("oneloginNotEnrolled", OAuthError.NOT_SET_UP),
    NO_FACTOR_OFFERED("oneloginNoFactor", OAuthError.NOT_SET_UP),
    NO_USABLE_DEVICE("oneloginNoUsableDevice", OAuthError.NOT_SET_UP),
    DEVICE_REMOVED("oneloginDeviceRemoved", OAuthError.NOT_SET_UP),
    DEVICE_REFUSED("oneloginDeviceRefused", OAuthError.REFUSED),
    TOO_MANY_MESSAGES(
            Errors.SLOW_DOWN,
            In.EVENTS_AND_METRICS,
            PageMessage.errorWithTime("oneloginTooManyMessages"),
            OAuthError.SLOW_DOWN),
    TOO_MANY_REQUESTS(
            Errors.SLOW_DOWN,
            In.EVENTS_AND_METRICS,
            PageMessage.errorWithTime("oneloginTooManyRequests"),
            OAuthError.SLOW_DOWN),
    BUSY("oneloginBusy", OAuthError.BUSY),
    UNAVAILABLE("oneloginUnavailable", OAuthError.UNREACHABLE),
    UNREACHABLE("oneloginUnavailable", OAuthError.UNREACHABLE),
    CREDENTIALS_REFUSED("oneloginMisconfigured", OAuthError.MISCONFIGURED),
    REFUSED("oneloginRefused", OAuthError.REFUSED),

    // Notices beside a page.
    WRONG_CODE(
            "wrong_code",
            INVALID_USER_CREDENTIALS,
            In.EVENTS_AND_METRICS,
            PageMessage.fieldError("oneloginCodeNotRight"),
            OAuthError.INVALID_CREDENTIALS),
    DENIED(
            "denied",
            INVALID_USER_CREDENTIALS,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginDenied"),
            OAuthError.DECLINED),
    EXPIRED(EXPIRED_CODE, In.METRICS, PageMessage.error("oneloginExpired"), OAuthError.EXPIRED),
    /** No event: a user in a hurry makes no error, and Keycloak can mail the errors of users to them. */
    TOO_SOON(null, In.METRICS, PageMessage.errorWithTime("oneloginTooSoon"), OAuthError.SLOW_DOWN),
    MESSAGE_LIMIT_REACHED(
            TOO_MANY_MESSAGES.label,
            Errors.SLOW_DOWN,
            In.METRICS,
            PageMessage.errorWithTime("oneloginTooManyMessages"),
            OAuthError.SLOW_DOWN),
    REQUEST_LIMIT_REACHED(
            TOO_MANY_REQUESTS.label,
            Errors.SLOW_DOWN,
            In.EVENTS_AND_METRICS,
            PageMessage.errorWithTime("oneloginTooManyRequests"),
            OAuthError.SLOW_DOWN),
    CODE_NOT_CHECKED(
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginCodeNotChecked"),
            OAuthError.UNREACHABLE),
    NEXT_CODE_NEEDED(
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginNextCodeNeeded"),
            OAuthError.NEXT_CODE_NEEDED),
    ANSWER_LOST(
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginAnswerLost"),
            OAuthError.EXPIRED),
    ANSWER_NOT_CHECKED(
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginAnswerNotChecked"),
            OAuthError.UNREACHABLE),
    NOT_SENT(
            GENERIC_AUTHENTICATION_ERROR,
            In.EVENTS_AND_METRICS,
            PageMessage.error("oneloginCodeNotSent"),
            OAuthError.UNREACHABLE),
    CODE_MISSING(null, In.NEITHER, PageMessage.fieldError("oneloginCodeMissing"), null),
    NOT_ANSWERED(null, In.NEITHER, PageMessage.info("oneloginNotAnswered"), OAuthError.PENDING),
    SENT_AGAIN(null, In.NEITHER, PageMessage.infoByFactorType("oneloginSentAgain"), null),
    NOT_OFFERED(null, In.NEITHER, PageMessage.error("oneloginFactorNotOffered"), null),
    NO_ALTERNATIVE(null, In.NEITHER, PageMessage.error("oneloginNoOtherWay"), null),
    NO_TEMPORARY_TOKEN(null, In.NEITHER, PageMessage.error("oneloginNoTemporaryToken"), null),

    // Messages of closed challenges. The notices above have the events and metrics.
    CODE_EXPIRED(null, In.NEITHER, PageMessage.error("oneloginCodeExpired"), OAuthError.EXPIRED),
    ATTEMPTS_EXHAUSTED(
            null, In.NEITHER, PageMessage.error("oneloginCodeTriedTooOften"), OAuthError.INVALID_CREDENTIALS),
    APP_ATTEMPTS_EXHAUSTED(
            null, In.NEITHER, PageMessage.error("oneloginAppTriedTooOften"), OAuthError.INVALID_CREDENTIALS);

    private static final String PREFIX = "onelogin_";

    private final String label;
    private final String error;
    private final String reason;
    private final String metric;
    private final PageMessage message;
    private final OAuthError oAuthError;

    /** Creates the row of a login that continues without a proof. */
    LoginResult(String reason, String metric) {
        this.label = metric;
        this.error = null;
        this.reason = reason;
        this.metric = metric;
        this.message = null;
        this.oAuthError = null;
    }

    /** Creates the row of a reason for which a login can't continue. */
    LoginResult(String messageKey, OAuthError oAuthError) {
        this(GENERIC_AUTHENTICATION_ERROR, In.EVENTS_AND_METRICS, PageMessage.errorWithTime(messageKey), oAuthError);
    }

    /** Creates a row whose label is its name. */
    LoginResult(String error, In in, PageMessage message, OAuthError oAuthError) {
        this(null, error, in, message, oAuthError);
    }

    /**
     * Creates a row with all columns.
     *
     * @param label the label; null for the constant's name in lower case
     * @param in the reports that have the label
     */
    LoginResult(String label, String error, In in, PageMessage message, OAuthError oAuthError) {
        this.label = label == null ? name().toLowerCase(Locale.ROOT) : label;
        this.error = error;
        this.reason = in == In.EVENTS_AND_METRICS ? PREFIX + this.label : null;
        this.metric = in == In.NEITHER ? null : this.label;
        this.message = message;
        this.oAuthError = oAuthError;
    }

    /** Returns the row of a notice. */
    public static LoginResult of(Notice notice) {
        return switch (notice) {
            case WRONG_CODE -> WRONG_CODE;
            case DENIED -> DENIED;
            case CODE_MISSING -> CODE_MISSING;
            case EXPIRED -> EXPIRED;
            case CODE_NOT_CHECKED -> CODE_NOT_CHECKED;
            case NEXT_CODE_NEEDED -> NEXT_CODE_NEEDED;
            case ANSWER_LOST -> ANSWER_LOST;
            case NOT_ANSWERED -> NOT_ANSWERED;
            case ANSWER_NOT_CHECKED -> ANSWER_NOT_CHECKED;
            case SENT_AGAIN -> SENT_AGAIN;
            case NOT_SENT -> NOT_SENT;
            case TOO_SOON -> TOO_SOON;
            case TOO_MANY_MESSAGES -> MESSAGE_LIMIT_REACHED;
            case TOO_MANY_REQUESTS -> REQUEST_LIMIT_REACHED;
            case NOT_OFFERED -> NOT_OFFERED;
            case NO_ALTERNATIVE -> NO_ALTERNATIVE;
            case NO_TEMPORARY_TOKEN -> NO_TEMPORARY_TOKEN;
        };
    }

    /** Returns the row of a reason for which a login can't continue. */
    public static LoginResult of(FailureReason reason) {
        return switch (reason) {
            case USER_NOT_FOUND -> USER_NOT_FOUND;
            case USER_AMBIGUOUS -> USER_AMBIGUOUS;
            case USER_SUSPENDED -> USER_SUSPENDED;
            case USER_LOCKED -> USER_LOCKED;
            case USER_UNAPPROVED -> USER_UNAPPROVED;
            case USER_REJECTED -> USER_REJECTED;
            case USER_UNLICENSED -> USER_UNLICENSED;
            case NOT_ENROLLED -> NOT_ENROLLED;
            case NO_FACTOR_OFFERED -> NO_FACTOR_OFFERED;
            case NO_USABLE_DEVICE -> NO_USABLE_DEVICE;
            case DEVICE_REMOVED -> DEVICE_REMOVED;
            case DEVICE_REFUSED -> DEVICE_REFUSED;
            case TOO_MANY_MESSAGES -> TOO_MANY_MESSAGES;
            case TOO_MANY_REQUESTS -> TOO_MANY_REQUESTS;
            case BUSY -> BUSY;
            case UNAVAILABLE -> UNAVAILABLE;
            case UNREACHABLE -> UNREACHABLE;
            case CREDENTIALS_REFUSED -> CREDENTIALS_REFUSED;
            case REFUSED -> REFUSED;
        };
    }

    /** Returns the row with the message of a closed challenge: the message depends on the factor. */
    public static LoginResult of(State.ChallengeClosed closed) {
        var challenge = closed.challenge();
        return switch (closed.reason()) {
            case EXPIRED ->
                switch (challenge.target().type()) {
                    case SMS, AUTHENTICATOR, TEMPORARY_TOKEN -> CODE_EXPIRED;
                    case EMAIL, VOICE, PROTECT, OTHER -> EXPIRED;
                };
            case ATTEMPTS_EXHAUSTED -> challenge.isAppCode() ? APP_ATTEMPTS_EXHAUSTED : ATTEMPTS_EXHAUSTED;
            case DENIED -> DENIED;
            case UNANSWERED -> ANSWER_LOST;
        };
    }

    /**
     * Returns the row of a lockout.
     *
     * @param error Keycloak's event error
     */
    public static LoginResult ofLockout(String error) {
        return USER_TEMPORARILY_DISABLED.equals(error) ? LOCKED_OUT : LOCKED_OUT_PERMANENTLY;
    }

    /** Returns Keycloak's event error; empty if the result is no error or has no event. */
    public Optional<String> eventError() {
        return Optional.ofNullable(error);
    }

    /** Returns the detail {@code reason} of the event. */
    public Optional<String> eventReason() {
        return Optional.ofNullable(reason);
    }

    /** Returns the label {@code outcome} of the metric; empty if the result is not counted. */
    public Optional<String> metricOutcome() {
        return Optional.ofNullable(metric);
    }

    public Optional<PageMessage> message() {
        return Optional.ofNullable(message);
    }

    /** Returns the error in a direct grant; empty if the state of the login decides on it. */
    public Optional<OAuthError> oAuthError() {
        return Optional.ofNullable(oAuthError);
    }

    /** Returns whether the result is a failed attempt, which Keycloak's brute-force protection counts (S5). */
    public boolean isFailedAttempt() {
        return INVALID_USER_CREDENTIALS.equals(error);
    }

    /** Reports that have the label of a result. */
    private enum In {
        NEITHER,
        METRICS,
        EVENTS_AND_METRICS
    }

    /**
     * Message of a page.
     *
     * @param key the key of the message; with {@link MessageStyle#INFO_BY_FACTOR_TYPE} the factor type is appended
     */
    public record PageMessage(MessageStyle style, String key) {
        static PageMessage error(String key) {
            return new PageMessage(MessageStyle.ERROR, key);
        }

        static PageMessage errorWithTime(String key) {
            return new PageMessage(MessageStyle.ERROR_WITH_TIME, key);
        }

        static PageMessage fieldError(String key) {
            return new PageMessage(MessageStyle.FIELD_ERROR, key);
        }

        static PageMessage info(String key) {
            return new PageMessage(MessageStyle.INFO, key);
        }

        static PageMessage infoByFactorType(String key) {
            return new PageMessage(MessageStyle.INFO_BY_FACTOR_TYPE, key);
        }

        /** Way in which a page shows a message. */
        public enum MessageStyle {
            ERROR,
            /** An error with the time until a retry. */
            ERROR_WITH_TIME,
            /** An error beside the field of the code. */
            FIELD_ERROR,
            INFO,
            INFO_BY_FACTOR_TYPE
        }
    }
}
