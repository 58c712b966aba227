package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.directgrant.DirectGrantStateStore.PendingGrant;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.result.OAuthError;
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

/**
 * Error response of a direct grant.
 *
 * @param status the HTTP status
 * @param details further fields for the client, such as the handle of the challenge
 */
record DirectGrantError(int status, String error, String description, Map<String, Object> details) {
    /**
     * Returns the error for the state of a grant.
     *
     * @param isTheirs whether the client may learn the handle. A client with only the password must not learn it.
     */
    static DirectGrantError of(PendingGrant grant, Optional<Notice> notice, boolean isTheirs) {
        if (grant.state() instanceof State.Failed failed) {
            return error(LoginResult.of(failed.reason()).oAuthError().orElseThrow(), failed.retryAt());
        }
        var pending = (State.WithChallenge) grant.state();
        var error = notice.map(LoginResult::of)
                .flatMap(LoginResult::oAuthError)
                .map(found -> error(found, pending.challenge().resendAt()))
                .orElseGet(() -> ofChallenge(pending));
        return pending instanceof State.AwaitingCode || pending instanceof State.AwaitingOutOfBand && isTheirs
                ? error.withChallenge(grant.handle(), pending)
                : error;
    }

    /**
     * Returns the error of a result.
     *
     * @param result a result whose error doesn't depend on a challenge
     */
    static DirectGrantError of(LoginResult result) {
        return error(result.oAuthError().orElseThrow());
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

    private static DirectGrantError ofChallenge(State.WithChallenge state) {
        if (state instanceof State.ChallengeClosed closed) {
            return of(LoginResult.of(closed));
        }
        var isEmail = state.challenge().target().type() == FactorType.EMAIL;
        if (state instanceof State.AwaitingOutOfBand waiting) {
            return error(isEmail && waiting.takesCode() ? OAuthError.CODE_OR_LINK_REQUIRED : OAuthError.PENDING);
        }
        return error(OAuthError.CODE_REQUIRED);
    }

    /**
     * Returns an error, with the waiting time if the client is too fast.
     *
     * @param until the time from which the client can retry
     */
    private static DirectGrantError error(OAuthError error, Instant until) {
        var details = error == OAuthError.SLOW_DOWN
                ? Map.<String, Object>of("retry_after", secondsUntil(until))
                : Map.<String, Object>of();
        return new DirectGrantError(error.status(), error.error(), error.description(), details);
    }

    private static DirectGrantError error(OAuthError error) {
        return new DirectGrantError(error.status(), error.error(), error.description(), Map.of());
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
