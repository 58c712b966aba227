package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenApiTest {
    private final MovableClock clock = new MovableClock();
    private final OneLoginSimulator simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock);
    private final ApiCaller api = new ApiCaller(simulator.baseUrl());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aTokenIsAnsweredWithEveryDocumentedField() {
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
    @ValueSource(
            strings = {
                "client_id:onelogin-demo-client, client_secret:onelogin-demo-secret",
                "client_id: onelogin-demo-client, client_secret: onelogin-demo-secret"
            })
    void theCredentialsMayComeInOneLoginsOwnHeader(String header) {
        assertThat(token(header, "application/json", ApiCaller.GRANT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic AAAA",
                "Basic !",
                "client_id:onelogin-demo-client, client_secret:wrong",
                "bearer x",
                "onelogin-demo-client:onelogin-demo-secret"
            })
    void otherCredentialsAreRefusedInTheFormOfTheTokenApi(String header) {
        var reply = token(header, "application/json", ApiCaller.GRANT);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().at("/status/error").booleanValue()).isTrue();
        assertThat(reply.json().at("/status/code").intValue()).isEqualTo(401);
        assertThat(reply.text("/status/type")).isEqualTo("Unauthorized");
        assertThat(reply.text("/status/message")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json2"})
    void aBodyThatIsNotDeclaredAsJsonIsRefused(String contentType) {
        assertThat(token(ApiCaller.BASIC, contentType, ApiCaller.GRANT).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=UTF-8", "application/json;charset=utf-8", "Application/JSON"})
    void theContentTypeMayHaveParameters(String contentType) {
        assertThat(token(ApiCaller.BASIC, contentType, ApiCaller.GRANT).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"grant_type\":\"password\"}", "grant_type=client_credentials", "[]"})
    void anotherGrantTypeIsRefused(String body) {
        assertThat(token(ApiCaller.BASIC, "application/json", body).status()).isEqualTo(400);
    }

    @Test
    void theSameCredentialsGetTheSameTokenForTenHours() {
        var first = api.token();
        clock.advance(Duration.ofHours(10).minusSeconds(1));
        assertThat(api.token()).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        assertThat(statusWith("bearer " + first)).isEqualTo(401);
        assertThat(api.token()).isNotEqualTo(first);
    }

    @Test
    void aRevokedTokenIsDeadAndTheNextOneIsAnother() {
        var first = api.token();

        var revoked = api.exchange(api.json("POST", "/auth/oauth2/revoke", "{\"access_token\":\"%s\"}".formatted(first))
                .header("Authorization", ApiCaller.BASIC));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().get("code").intValue()).isEqualTo(200);
        assertThat(statusWith("bearer " + first)).isEqualTo(401);
        assertThat(api.token()).isNotEqualTo(first);
    }

    @Test
    void revokingNeedsTheCredentials() {
        var token = api.token();

        var reply = api.exchange(api.json("POST", "/auth/oauth2/revoke", "{\"access_token\":\"%s\"}".formatted(token))
                .header("Authorization", "bearer " + token));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(statusWith("bearer " + token)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer %s", "Bearer %s", "BEARER %s", "bearer:%s", "bearer: %s"})
    void theTokenMayBeWrittenAsTheDocumentsAndTheSdksDo(String header) {
        assertThat(statusWith(header.formatted(api.token()))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer wrong", "%s", "token %s", "bearer%s", "bearer %s x"})
    void anyOtherTokenIsInvalidCredentials(String header) {
        var reply = api.exchange(api.request("/api/2/users").header("Authorization", header.formatted(api.token())));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/name")).isEqualTo("InvalidCredentials");
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(401);
        assertThat(reply.text("/message")).isEqualTo("Please provide valid credentials");
    }

    @Test
    void noTokenIsInvalidCredentialsToo() {
        var reply = api.exchange(api.request("/api/2/mfa/users/1/factors"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/name")).isEqualTo("InvalidCredentials");
    }

    @Test
    void theRateLimitCountsCallsAndStartsAgainAfterAnHour() {
        var first = api.get("/auth/rate_limit");
        var second = api.get("/auth/rate_limit");

        assertThat(first.json().at("/status/code").intValue()).isEqualTo(200);
        assertThat(first.json().at("/data/X-RateLimit-Limit").intValue()).isEqualTo(5000);
        assertThat(first.json().at("/data/X-RateLimit-Reset").intValue()).isEqualTo(3600);
        // Each of them fetched a token first.
        assertThat(first.json().at("/data/X-RateLimit-Remaining").intValue()).isEqualTo(4998);
        assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("4996");
        clock.advance(Duration.ofHours(1));
        assertThat(api.get("/auth/rate_limit").header("X-RateLimit-Remaining")).isEqualTo("4998");
    }

    @Test
    void everyAnswerHasARequestIdOfItsOwn() {
        var one = api.get("/api/2/users").header("X-Request-Id");
        var other = api.exchange(api.request("/api/2/users")).header("X-Request-Id");

        assertThat(one).isNotEmpty().isNotEqualTo(other);
        assertThat(other).isNotEmpty();
    }

    @Test
    void anUnknownPathIsNotFound() {
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
