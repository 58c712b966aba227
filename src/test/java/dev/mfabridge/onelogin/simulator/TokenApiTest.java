package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens, their credentials and the rate limit of the simulated API. */
class TokenApiTest {
    private final MovableClock clock = new MovableClock();
    private final OneLoginSimulator simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock);
    private final ApiCaller api = new ApiCaller(simulator.baseUrl());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    @DisplayName("A token has every documented field")
    void tokenHasEveryDocumentedField() {
        var reply = token(ApiCaller.BASIC, "application/json", ApiCaller.GRANT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/access_token")).hasSizeGreaterThan(30);
        assertThat(reply.text("/created_at")).isEqualTo("2026-05-04T10:00:00.000Z");
        assertThat(reply.json().get("expires_in").intValue()).isEqualTo(36000);
        assertThat(reply.text("/token_type")).isEqualTo("bearer");
        assertThat(reply.json().get("account_id").isInt()).isTrue();
        assertThat(reply.text("/refresh_token")).hasSizeGreaterThan(30).isNotEqualTo(reply.text("/access_token"));
    }

    @ParameterizedTest
    @DisplayName("The credentials can be in OneLogin's own header")
    @ValueSource(
            strings = {
                "client_id:onelogin-demo-client, client_secret:onelogin-demo-secret",
                "client_id: onelogin-demo-client, client_secret: onelogin-demo-secret"
            })
    void credentialsCanBeInTheHeaderOfOneLogin(String header) {
        assertThat(token(header, "application/json", ApiCaller.GRANT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects wrong credentials in the form of the token API")
    @ValueSource(
            strings = {
                "Basic AAAA",
                "Basic !",
                "client_id:onelogin-demo-client, client_secret:wrong",
                "bearer x",
                "onelogin-demo-client:onelogin-demo-secret"
            })
    void wrongCredentialsAreRejected(String header) {
        var reply = token(header, "application/json", ApiCaller.GRANT);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().at("/status/error").booleanValue()).isTrue();
        assertThat(reply.json().at("/status/code").intValue()).isEqualTo(401);
        assertThat(reply.text("/status/type")).isEqualTo("Unauthorized");
        assertThat(reply.text("/status/message")).isNotEmpty();
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a body without the content type of JSON")
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json2"})
    void bodyWithoutTheJsonContentTypeIsRejected(String contentType) {
        assertThat(token(ApiCaller.BASIC, contentType, ApiCaller.GRANT).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("The content type can have parameters")
    @ValueSource(strings = {"application/json; charset=UTF-8", "application/json;charset=utf-8", "Application/JSON"})
    void contentTypeCanHaveParameters(String contentType) {
        assertThat(token(ApiCaller.BASIC, contentType, ApiCaller.GRANT).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects another grant type")
    @ValueSource(strings = {"", "{}", "{\"grant_type\":\"password\"}", "grant_type=client_credentials", "[]"})
    void otherGrantTypeIsRejected(String body) {
        assertThat(token(ApiCaller.BASIC, "application/json", body).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("The same credentials get the same token for ten hours")
    void credentialsGetTheSameTokenForTenHours() {
        var first = api.token();
        clock.advance(Duration.ofHours(10).minusSeconds(1));
        assertThat(api.token()).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        assertThat(statusWith("bearer " + first)).isEqualTo(401);
        assertThat(api.token()).isNotEqualTo(first);
    }

    @Test
    @DisplayName("A revoked token is invalid, and the simulator issues another token")
    void revokedTokenIsReplaced() {
        var first = api.token();

        var revoked = api.exchange(api.json("POST", "/auth/oauth2/revoke", "{\"access_token\":\"%s\"}".formatted(first))
                .header("Authorization", ApiCaller.BASIC));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().get("code").intValue()).isEqualTo(200);
        assertThat(statusWith("bearer " + first)).isEqualTo(401);
        assertThat(api.token()).isNotEqualTo(first);
    }

    @Test
    @DisplayName("A revocation needs the credentials")
    void revocationNeedsTheCredentials() {
        var token = api.token();

        var reply = api.exchange(api.json("POST", "/auth/oauth2/revoke", "{\"access_token\":\"%s\"}".formatted(token))
                .header("Authorization", "bearer " + token));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(statusWith("bearer " + token)).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("The header of a token can have the forms of the documents and the SDKs")
    @ValueSource(strings = {"bearer %s", "Bearer %s", "BEARER %s", "bearer:%s", "bearer: %s"})
    void authorizationHeaderHasTheFormsOfTheSdks(String header) {
        assertThat(statusWith(header.formatted(api.token()))).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("Any other token or header is answered as invalid credentials")
    @ValueSource(strings = {"bearer wrong", "%s", "token %s", "bearer%s", "bearer %s x"})
    void otherAuthorizationIsInvalidCredentials(String header) {
        var reply = api.exchange(api.request("/api/2/users").header("Authorization", header.formatted(api.token())));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/name")).isEqualTo("InvalidCredentials");
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(401);
        assertThat(reply.text("/message")).isEqualTo("Please provide valid credentials");
    }

    @Test
    @DisplayName("A missing token is answered as invalid credentials")
    void missingTokenIsInvalidCredentials() {
        var reply = api.exchange(api.request("/api/2/mfa/users/1/factors"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/name")).isEqualTo("InvalidCredentials");
    }

    @Test
    @DisplayName("The rate limit counts the calls of an hour")
    void rateLimitCountsTheCallsOfAnHour() {
        var first = api.get("/auth/rate_limit");
        var second = api.get("/auth/rate_limit");

        assertThat(first.json().at("/status/code").intValue()).isEqualTo(200);
        assertThat(first.json().at("/data/X-RateLimit-Limit").intValue()).isEqualTo(5000);
        assertThat(first.json().at("/data/X-RateLimit-Reset").intValue()).isEqualTo(3600);
        // Each call fetched a token first.
        assertThat(first.json().at("/data/X-RateLimit-Remaining").intValue()).isEqualTo(4998);
        assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("4996");
        clock.advance(Duration.ofHours(1));
        assertThat(api.get("/auth/rate_limit").header("X-RateLimit-Remaining")).isEqualTo("4998");
    }

    @Test
    @DisplayName("Every answer has its own request id")
    void answersHaveTheirOwnRequestIds() {
        var one = api.get("/api/2/users").header("X-Request-Id");
        var other = api.exchange(api.request("/api/2/users")).header("X-Request-Id");

        assertThat(one).isNotEmpty().isNotEqualTo(other);
        assertThat(other).isNotEmpty();
    }

    @Test
    @DisplayName("An unknown path is not found")
    void unknownPathIsNotFound() {
        assertThat(api.get("/api/2/nothing").text("/name")).isEqualTo("NotFoundError");
        assertThat(api.get("/auth/nothing").json().at("/status/code").intValue())
                .isEqualTo(404);
    }

    private int statusWith(String authorization) {
        return api.exchange(api.request("/api/2/users").header("Authorization", authorization))
                .status();
    }

    private ApiCaller.CallerResponse token(String authorization, String contentType, String body) {
        return api.exchange(api.json("POST", ApiCaller.TOKEN_PATH, body)
                .setHeader("Content-Type", contentType)
                .header("Authorization", authorization));
    }
}
