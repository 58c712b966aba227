package dev.mfabridge.onelogin.simulator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code /auth}: access tokens and the rate limit. */
final class TokenApi {
    private static final int ACCOUNT_ID = 555555;
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Tokens tokens;
    private final RateLimit rateLimit;

    TokenApi(Tokens tokens, RateLimit rateLimit) {
        this.tokens = tokens;
        this.rateLimit = rateLimit;
    }

    Answer token(ApiRequest request) {
        if (!request.json().text("grant_type").orElse("").equals("client_credentials")) {
            throw Refusal.badRequest("grant_type must be client_credentials");
        }
        var token = tokens.issue();
        return Answer.ok(Json.object()
                .put("access_token", token.value())
                .put("created_at", CREATED_AT.format(token.createdAt()))
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("refresh_token", "deprecated")
                .put("token_type", "bearer")
                .put("account_id", ACCOUNT_ID));
    }

    Answer revoke(ApiRequest request) {
        tokens.revoke(
                request.json().text("access_token").orElseThrow(() -> Refusal.badRequest("access_token is required")));
        return Answer.ok(Json.object()
                .put("error", false)
                .put("code", 200)
                .put("type", "success")
                .put("message", "Success"));
    }

    Answer rateLimit(ApiRequest request) {
        var now = rateLimit.reading();
        var json = Json.object();
        json.putObject("status")
                .put("error", false)
                .put("code", 200)
                .put("type", "success")
                .put("message", "Success");
        json.putObject("data")
                .put("X-RateLimit-Limit", now.limit())
                .put("X-RateLimit-Remaining", now.remaining())
                .put("X-RateLimit-Reset", now.resetSeconds());
        return Answer.ok(json);
    }
}
