package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Endpoints {@code /auth}: access tokens and the rate limit. */
final class TokenApi {
    private static final int ACCOUNT_ID = 555555;
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final TokenStore tokens;
    private final ApiQuota rateLimit;

    TokenApi(TokenStore tokens, ApiQuota rateLimit) {
        this.tokens = tokens;
        this.rateLimit = rateLimit;
    }

    ApiResult token(SimulatorRequest request) {
        if (!request.json().text("grant_type").orElse("").equals("client_credentials")) {
            throw ApiError.badRequest("grant_type must be client_credentials");
        }
        var token = json(tokens.issue());
        return switch (request.effect().of(ResponseOption.TOKEN, "bare")) {
            case "wrapped" -> ApiResult.ok(wrapped(token));
            case "text" ->
                ApiResult.ok(token.put("expires_in", token.get("expires_in").asText())
                        .put("account_id", token.get("account_id").asText()));
            default -> ApiResult.ok(token);
        };
    }

    ApiResult revoke(SimulatorRequest request) {
        tokens.revoke(
                request.json().text("access_token").orElseThrow(() -> ApiError.badRequest("access_token is required")));
        return ApiResult.ok(SuccessForm.fields());
    }

    ApiResult rateLimit(SimulatorRequest request) {
        var now = rateLimit.reading();
        var json = SuccessForm.status();
        json.putObject("data")
                .put("X-RateLimit-Limit", now.limit())
                .put("X-RateLimit-Remaining", now.remaining())
                .put("X-RateLimit-Reset", now.resetSeconds());
        return ApiResult.ok(json);
    }

    private static ObjectNode json(TokenStore.IssuedToken token) {
        return SimulatorJson.object()
                .put("access_token", token.value())
                .put("created_at", CREATED_AT.format(token.createdAt()))
                .put("expires_in", TokenStore.LIFETIME.toSeconds())
                .put("refresh_token", token.refresh())
                .put("token_type", "bearer")
                .put("account_id", ACCOUNT_ID);
    }

    /** Wraps a token. A wrapped token has no refresh token, as it was recorded. */
    private static ObjectNode wrapped(ObjectNode token) {
        token.remove("refresh_token");
        var json = SuccessForm.status();
        json.putArray("data").add(token);
        return json;
    }
}
