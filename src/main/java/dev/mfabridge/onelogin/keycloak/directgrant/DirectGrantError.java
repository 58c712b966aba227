package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.result.OAuthError;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateVisitor;
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
     * Returns the error for a state without a proof.
     *
     * @param isVisible whether the client can learn of the challenge: a client with only the password must not learn the handle
     */
    static DirectGrantError of(State state, Optional<Notice> notice, String handle, boolean isVisible) {
        return state.accept(new ErrorOfState(notice, handle, isVisible));
    }

    /** Error of a state. */
    private record ErrorOfState(Optional<Notice> notice, String mfaToken, boolean isVisible)
            implements StateVisitor<DirectGrantError> {

        @Override
        public DirectGrantError start(State.Start state) {
            return of(LoginResult.MISCONFIGURED);
        }

        /** Returns the error of a user without a device: users can't enroll in a direct grant. */
        @Override
        public DirectGrantError choosingFactor(State.ChoosingFactor state) {
            return of(LoginResult.of(FailureReason.NOT_ENROLLED));
        }

        /** Returns an error for a state that can't occur, since no direct grant has a choice of devices. */
        @Override
        public DirectGrantError choosingDevice(State.ChoosingDevice state) {
            return of(LoginResult.MISCONFIGURED);
        }

        @Override
        public DirectGrantError awaitingCode(State.AwaitingCode state) {
            return ofNotice(state.challenge())
                    .orElseGet(() -> error(OAuthError.CODE_REQUIRED))
                    .withChallenge(mfaToken, state);
        }

        @Override
        public DirectGrantError awaitingOutOfBand(State.AwaitingOutOfBand state) {
            var mayHaveLink = state.challenge().target().type().mayHaveLink();
            var error = ofNotice(state.challenge())
                    .orElseGet(() -> error(
                            mayHaveLink && state.takesCode() ? OAuthError.CODE_OR_LINK_REQUIRED : OAuthError.PENDING));
            return isVisible ? error.withChallenge(mfaToken, state) : error;
        }

        @Override
        public DirectGrantError challengeClosed(State.ChallengeClosed state) {
            return ofNotice(state.challenge()).orElseGet(() -> of(LoginResult.of(state)));
        }

        /** Throws an exception: a proof has no error, since the execution succeeds. */
        @Override
        public DirectGrantError proven(State.Proven state) {
            throw new IllegalStateException("A proof has no error");
        }

        @Override
        public DirectGrantError failed(State.Failed state) {
            return error(LoginResult.of(state.reason()).oAuthError().orElseThrow(), state.retryAt());
        }

        private Optional<DirectGrantError> ofNotice(Challenge challenge) {
            return notice.map(LoginResult::of)
                    .flatMap(LoginResult::oAuthError)
                    .map(found -> error(found, challenge.resendAt()));
        }
    }

    /** Returns the error of a result that doesn't depend on a challenge. */
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

    /**
     * Returns an error, with the waiting time for a client that is too fast.
     *
     * @param until the time at which the client can retry
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

    private DirectGrantError withChallenge(String handle, State.Awaiting state) {
        var challenge = state.challenge();
        var all = new LinkedHashMap<>(details);
        all.put("onelogin_factor", challenge.target().type().name());
        all.put("onelogin_device", challenge.target().label().text());
        all.put(DirectGrantRequest.MFA_TOKEN, handle);
        if (!challenge.isAppCode()) {
            all.put("expires_in", secondsUntil(challenge.expiresAt()));
        }
        if (state.isOutOfBand()) {
            all.put("interval", challenge.pollInterval(Instant.now()).toSeconds());
        }
        if (challenge.target().type().hasPhoneCode()) {
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
