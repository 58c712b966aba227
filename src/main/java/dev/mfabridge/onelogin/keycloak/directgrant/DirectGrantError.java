package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.directgrant.DirectGrantStateStore.PendingGrant;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuthErrorException;

/**
 * Why a request for a token got none (RFC 6749, section 5.2). The errors of what is waited for elsewhere are those of RFC
 * 8628, section 3.5.
 *
 * @param status the HTTP status
 * @param details what the client needs besides, such as the handle to ask again with
 */
record DirectGrantError(int status, String error, String description, Map<String, Object> details) {
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** @param isTheirs whether the request may hear what was asked for: who has the password alone must not learn the handle */
    static DirectGrantError of(PendingGrant grant, Optional<Notice> notice, boolean isTheirs) {
        if (grant.state() instanceof State.Failed failed) {
            return ofFailure(failed);
        }
        var pending = (State.WithChallenge) grant.state();
        var error = notice.flatMap(told -> ofNotice(told, pending.challenge())).orElseGet(() -> ofChallenge(pending));
        return pending instanceof State.AwaitingCode || pending instanceof State.AwaitingOutOfBand && isTheirs
                ? error.withChallenge(grant.handle(), pending)
                : error;
    }

    static DirectGrantError misconfigured() {
        return error(SERVER_ERROR, OAuthErrorException.SERVER_ERROR, "This sign-in is not set up correctly");
    }

    static DirectGrantError expired() {
        return error(
                BAD_REQUEST,
                OAuthErrorException.EXPIRED_TOKEN,
                "The challenge has expired. Start again without mfa_token");
    }

    /** As Keycloak says it of whatever is wrong, being locked out included. */
    static DirectGrantError wrongCode() {
        return error(BAD_REQUEST, OAuthErrorException.INVALID_GRANT, "Invalid user credentials");
    }

    Response response() {
        var json = new LinkedHashMap<String, Object>();
        json.put("error", error);
        json.put("error_description", description);
        json.putAll(details);
        var response = Response.status(status)
                .entity(json)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store");
        if (details.containsKey("retry_after")) {
            response.header("Retry-After", details.get("retry_after"));
        }
        return response.build();
    }

    private static Optional<DirectGrantError> ofNotice(Notice notice, Challenge challenge) {
        return switch (notice) {
            case WRONG_CODE -> Optional.of(wrongCode());
            case DENIED ->
                Optional.of(error(BAD_REQUEST, OAuthErrorException.ACCESS_DENIED, "The sign-in was declined"));
            case EXPIRED -> Optional.of(expired());
            case CODE_NOT_CHECKED, ANSWER_NOT_CHECKED, NOT_SENT ->
                Optional.of(
                        error(UNAVAILABLE, OAuthErrorException.TEMPORARILY_UNAVAILABLE, "OneLogin can't be reached"));
            case TOO_SOON, TOO_MANY_MESSAGES -> Optional.of(slowDown(challenge.resendAt()));
            case NOT_ANSWERED -> Optional.of(pending());
            case CODE_MISSING, SENT_AGAIN, NOT_OFFERED, NO_ALTERNATIVE -> Optional.empty();
        };
    }

    private static DirectGrantError ofChallenge(State.WithChallenge state) {
        if (state instanceof State.ChallengeClosed closed) {
            return switch (closed.reason()) {
                case EXPIRED -> expired();
                case ATTEMPTS_EXHAUSTED -> wrongCode();
                case DENIED -> error(BAD_REQUEST, OAuthErrorException.ACCESS_DENIED, "The sign-in was declined");
            };
        }
        var isEmail = state.challenge().target().type() == FactorType.EMAIL;
        if (state instanceof State.AwaitingOutOfBand waiting && !(isEmail && waiting.takesCode())) {
            return pending();
        }
        return error(
                BAD_REQUEST,
                "mfa_required",
                state instanceof State.AwaitingOutOfBand
                        ? "Repeat the request with the code as otp, or with mfa_token after the user clicks the link"
                        : "Repeat the request with the code as otp");
    }

    private static DirectGrantError pending() {
        return error(
                BAD_REQUEST,
                OAuthErrorException.AUTHORIZATION_PENDING,
                "The user must confirm out of band. Repeat the request with mfa_token");
    }

    private static DirectGrantError ofFailure(State.Failed failed) {
        return switch (failed.reason()) {
            case TOO_MANY_MESSAGES, TOO_MANY_REQUESTS -> slowDown(failed.retryAt());
            case UNAVAILABLE, UNREACHABLE ->
                error(UNAVAILABLE, OAuthErrorException.TEMPORARILY_UNAVAILABLE, "OneLogin can't be reached");
            case CREDENTIALS_REFUSED -> misconfigured();
            case REFUSED, DEVICE_REFUSED -> notSetUp("OneLogin rejected the challenge for this user");
            case USER_SUSPENDED -> notSetUp("The OneLogin account is suspended");
            case USER_LOCKED -> notSetUp("The OneLogin account is locked");
            case USER_UNAPPROVED -> notSetUp("The OneLogin account is not approved yet");
            case USER_REJECTED -> notSetUp("The OneLogin account was rejected");
            case USER_UNLICENSED -> notSetUp("The OneLogin account has no license");
            case USER_NOT_FOUND, USER_AMBIGUOUS -> notSetUp("There is no OneLogin account for this user");
            case NOT_ENROLLED, NO_FACTOR_OFFERED, NO_USABLE_DEVICE, DEVICE_REMOVED ->
                notSetUp("Account is not fully set up");
        };
    }

    private static DirectGrantError notSetUp(String description) {
        return error(BAD_REQUEST, OAuthErrorException.INVALID_GRANT, description);
    }

    private static DirectGrantError slowDown(Instant until) {
        return new DirectGrantError(
                BAD_REQUEST,
                OAuthErrorException.SLOW_DOWN,
                "Too many messages or requests, or another message too soon",
                Map.of("retry_after", secondsUntil(until)));
    }

    private static DirectGrantError error(int status, String error, String description) {
        return new DirectGrantError(status, error, description, Map.of());
    }

    private DirectGrantError withChallenge(String handle, State.WithChallenge state) {
        var challenge = state.challenge();
        var all = new LinkedHashMap<>(details);
        all.put("onelogin_factor", challenge.target().type().name());
        all.put("onelogin_device", challenge.target().label().text());
        all.put(DirectGrantRequest.HANDLE, handle);
        if (challenge.id() != null) {
            all.put("expires_in", secondsUntil(challenge.expiresAt()));
        }
        if (state instanceof State.AwaitingOutOfBand) {
            all.put("interval", challenge.pollInterval(Instant.now()).toSeconds());
        }
        if (challenge.target().type() == FactorType.VOICE) {
            put(all, "phone_code", challenge.data().verificationToken());
        }
        return new DirectGrantError(status, error, description, all);
    }

    private static void put(Map<String, Object> all, String name, String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    private static long secondsUntil(Instant instant) {
        return Math.max(
                0, Duration.between(Instant.now(), instant).plusMillis(999).toSeconds());
    }
}
