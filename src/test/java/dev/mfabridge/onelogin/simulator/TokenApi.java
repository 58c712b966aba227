package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
        var token = json(tokens.issue());
        return switch (request.effect().of(Aspect.TOKEN, "bare")) {
            case "wrapped" -> Answer.ok(wrapped(token));
            case "text" ->
                Answer.ok(token.put("expires_in", token.get("expires_in").asText())
                        .put("account_id", token.get("account_id").asText()));
            default -> Answer.ok(token);
        };
    }

    Answer revoke(ApiRequest request) {
        tokens.revoke(
                request.json().text("access_token").orElseThrow(() -> Refusal.badRequest("access_token is required")));
        return Answer.ok(Success.fields());
    }

    Answer rateLimit(ApiRequest request) {
        var now = rateLimit.reading();
        var json = Success.status();
        json.putObject("data")
                .put("X-RateLimit-Limit", now.limit())
                .put("X-RateLimit-Remaining", now.remaining())
                .put("X-RateLimit-Reset", now.resetSeconds());
        return Answer.ok(json);
    }

    private static ObjectNode json(Tokens.Token token) {
        return Json.object()
                .put("access_token", token.value())
                .put("created_at", CREATED_AT.format(token.createdAt()))
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("refresh_token", token.refresh())
                .put("token_type", "bearer")
                .put("account_id", ACCOUNT_ID);
    }

    /** Has no refresh token, as it was recorded. */
    private static ObjectNode wrapped(ObjectNode token) {
        token.remove("refresh_token");
        var json = Success.status();
        json.putArray("data").add(token);
        return json;
    }
}
