package dev.mfabridge.onelogin.keycloak.result;

import org.keycloak.OAuthErrorException;

/**
 * Error of a direct grant (RFC 6749, section 5.2). The errors of a pending out-of-band confirmation are those of RFC 8628,
 * section 3.5.
 */
public enum OAuthError {
    /** Keycloak's own error for wrong credentials and for a lockout, so that an attacker learns nothing more. */
    INVALID_CREDENTIALS(400, OAuthErrorException.INVALID_GRANT, "Invalid user credentials"),
    DECLINED(400, OAuthErrorException.ACCESS_DENIED, "The sign-in was declined"),
    EXPIRED(400, OAuthErrorException.EXPIRED_TOKEN, "The challenge has expired. Start again without mfa_token"),
    PENDING(
            400,
            OAuthErrorException.AUTHORIZATION_PENDING,
            "The user must confirm out of band. Repeat the request with mfa_token"),
    SLOW_DOWN(400, OAuthErrorException.SLOW_DOWN, "Too many messages or requests, or another message too soon"),
    CODE_REQUIRED(400, "mfa_required", "Repeat the request with the code as otp"),
    CODE_OR_LINK_REQUIRED(
            400,
            "mfa_required",
            "Repeat the request with the code as otp, or with mfa_token after the user clicks the link"),
    UNREACHABLE(503, OAuthErrorException.TEMPORARILY_UNAVAILABLE, "OneLogin can't be reached"),
    BUSY(503, OAuthErrorException.TEMPORARILY_UNAVAILABLE, "OneLogin is busy. Try again in a moment"),
    NEXT_CODE_NEEDED(
            503,
            OAuthErrorException.TEMPORARILY_UNAVAILABLE,
            "OneLogin gave no answer. Repeat the request with the app's next code"),
    MISCONFIGURED(500, OAuthErrorException.SERVER_ERROR, "This sign-in is not set up correctly"),
    REFUSED(400, OAuthErrorException.INVALID_GRANT, "OneLogin rejected the challenge for this user"),
    USER_SUSPENDED(400, OAuthErrorException.INVALID_GRANT, "The OneLogin account is suspended"),
    USER_LOCKED(400, OAuthErrorException.INVALID_GRANT, "The OneLogin account is locked"),
    USER_UNAPPROVED(400, OAuthErrorException.INVALID_GRANT, "The OneLogin account is not approved yet"),
    USER_REJECTED(400, OAuthErrorException.INVALID_GRANT, "The OneLogin account was rejected"),
    USER_UNLICENSED(400, OAuthErrorException.INVALID_GRANT, "The OneLogin account has no license"),
    USER_NOT_FOUND(400, OAuthErrorException.INVALID_GRANT, "There is no OneLogin account for this user"),
    NOT_SET_UP(400, OAuthErrorException.INVALID_GRANT, "Account is not fully set up");

    private final int status;
    private final String error;
    private final String description;

    OAuthError(int status, String error, String description) {
        this.status = status;
        this.error = error;
        this.description = description;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String description() {
        return description;
    }
}
