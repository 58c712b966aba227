package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.PollResult.Status;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What factors ask for that are not a message with a code: answers given elsewhere, apps, links. */
class OneLoginClientFactorsTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final OneLoginId DEVICE = new OneLoginId("3920361");
    private static final String ID = "406fefd4-8a36-4aee-880c-f3e4a928e27d";
    private static final OneLoginId CHALLENGE = new OneLoginId(ID);
    private static final OneTimeCode CODE = new OneTimeCode("012345");
    private static final String WRONG = "{\"statusCode\":401,\"name\":\"InvalidCredentials\"}";
    private static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofSeconds(240));

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @ParameterizedTest
    @CsvSource({"2, 1, SUSPENDED", "3, 1, LOCKED", "1, 0, UNAPPROVED", "1, 2, REJECTED", "1, 3, UNLICENSED"})
    void aUserWhoIsKnownCanBeBlocked(int status, int state, UserLookup.Block block) {
        oneLogin.reply(200, "{\"id\":64515901,\"status\":1,\"state\":1}")
                .reply(200, "[{\"id\":\"64515901\",\"status\":" + status + ",\"state\":\"" + state + "\"}]");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.Found(USER));
        assertThat(client.user(USER)).isEqualTo(new UserLookup.Blocked(block));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 7, 8})
    void aUserOfAnotherStatusIsNot(int status) {
        oneLogin.reply(200, "{\"id\":64515901,\"status\":" + status + ",\"state\":null}");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.Found(USER));
    }

    @Test
    void aUserWhoIsGoneIsNoneAndAnAnswerAboutSomebodyElseIsNoAnswer() {
        oneLogin.reply(404, "{\"statusCode\":404,\"name\":\"NotFoundError\"}")
                .reply(200, "{\"id\":1,\"status\":1}")
                .reply(404, "<html>");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.None());
        assertThatThrownBy(() -> client.user(USER)).isInstanceOf(OneLoginException.InvalidResponse.class);
        assertThatThrownBy(() -> client.user(USER)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @CsvSource({"pending, PENDING", "accepted, ACCEPTED", "rejected, REJECTED"})
    void askingSaysHowAChallengeStandsInEveryShape(String status, Status standing) {
        var answer = "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\",\"device_id\":3920361}";
        oneLogin.reply(200, answer).reply(200, "[" + answer + "]");

        assertThat(client.pollVerification(USER, CHALLENGE)).isEqualTo(new PollResult(standing, Optional.of(DEVICE)));
        assertThat(client.pollRegistration(USER, CHALLENGE)).isEqualTo(new PollResult(standing, Optional.of(DEVICE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"id\":\"" + ID + "\"}",
                "{\"id\":\"" + ID + "\",\"status\":\"approved\"}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"status\":\"accepted\"}",
                "{\"status\":\"accepted\",\"error\":true}",
                "{\"status\":\"rejected\",\"status\":\"accepted\"}",
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}"
            })
    void whatDoesNotSayHowThisChallengeStandsIsNoAnswer(String body) {
        oneLogin.reply(200, body);

        assertThatThrownBy(() -> client.pollVerification(USER, CHALLENGE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    void aChallengeThatOneLoginNoLongerKnowsIsGoneAndAProxysPageIsNot() {
        oneLogin.reply(404, "{\"statusCode\":404,\"name\":\"NotFound\"}").reply(404, "<html>");

        assertThat(client.pollVerification(USER, CHALLENGE).status()).isEqualTo(Status.GONE);
        assertThatThrownBy(() -> client.pollVerification(USER, CHALLENGE)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3920361\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\"}]",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}}"
            })
    void theCodeOfAnAppIsVerifiedInOneCall(String body) {
        oneLogin.reply(200, body);

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\",\"device_id\":3920361}");
        assertThat(oneLogin.said())
                .containsExactly(
                        "POST /auth/oauth2/v2/token", "POST /api/2/mfa/users/64515901/verifications with bearer t1");
    }

    @Test
    void aWrongCodeOfAnAppIsToldFromADeadTokenByAHarmlessCallAndSubmittedOnce() {
        oneLogin.reply(401, WRONG).reply(200, "[]");

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(oneLogin.said())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "POST /api/2/mfa/users/64515901/verifications with bearer t1",
                        "GET /api/2/mfa/users/64515901/devices with bearer t1");
    }

    @ParameterizedTest
    @CsvSource({"pending, WRONG", "rejected, WRONG"})
    void twoHundredCanMeanNoToTheCodeOfAnApp(String status, Verdict verdict) {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\"}");

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(verdict);
    }

    @Test
    void whatThePersonHasToSeeIsReadAndShownInNoText() {
        oneLogin.reply(
                        201,
                        "{\"id\":\"" + ID + "\",\"status\":\"pending\",\"factor_data\":"
                                + "{\"totp_url\":\"otpauth://totp/x?secret=ABC\",\"verification_token\":\"T0K3N\"}}")
                .reply(201, "[{\"id\":\"" + ID + "\",\"factor_data\":{\"verification_token\":\"144613\"}}]");

        var registration = client.startRegistration(USER, DEVICE, "Work phone", DELIVERY);
        var verification = client.startVerification(USER, DEVICE, DELIVERY);

        assertThat(registration.data()).isEqualTo(new FactorData("otpauth://totp/x?secret=ABC", "T0K3N"));
        assertThat(verification.data()).isEqualTo(new FactorData(null, "144613"));
        assertThat(registration.toString() + verification).doesNotContain("ABC", "T0K3N", "144613");
    }

    @Test
    void anSmsHasTheAdminsTextAndAnEmailItsLink() {
        oneLogin.reply(201, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}")
                .reply(201, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        client.startVerification(
                USER,
                DEVICE,
                new DeliveryOptions(Duration.ofSeconds(120), Optional.of("{{otp_code}}"), Optional.empty()));
        assertThat(oneLogin.last().json())
                .contains("{\"device_id\":3920361,\"expires_in\":120,\"custom_message\":\"{{otp_code}}\"}");

        client.startVerification(
                USER,
                DEVICE,
                new DeliveryOptions(
                        Duration.ofSeconds(120),
                        Optional.empty(),
                        Optional.of(URI.create("https://login.example.com"))));
        assertThat(oneLogin.last().json())
                .contains("{\"device_id\":3920361,\"expires_in\":120,\"redirect_to\":\"https://login.example.com\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "204, ''",
        "200, ''",
        "200, '{}'",
        "404, '{\"statusCode\":404,\"name\":\"NotFound\"}'",
        "404, '{\"message\":\"Not Found\"}'",
        "400, '{\"status\":{\"type\":\"bad request\",\"code\":400,\"message\":\"Factor could not be found\",\"error\":true}}'"
    })
    void aDeviceIsRemovedOrWasAlready(int status, String body) {
        oneLogin.reply(status, body);

        client.removeDevice(USER, DEVICE);

        assertThat(oneLogin.said()).last().isEqualTo("DELETE /api/2/mfa/users/64515901/devices/3920361 with bearer t1");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '<html>Welcome to the proxy</html>'",
        "302, ''",
        "404, '<html>Not here</html>'",
        "403, '{\"statusCode\":403,\"name\":\"ForbiddenAction\"}'",
        "400, '{\"status\":{\"type\":\"bad request\",\"code\":400,\"message\":\"No\",\"error\":true}}'",
        "500, ''"
    })
    void whatIsNotClearlyARemovalIsNone(int status, String body) {
        oneLogin.reply(status, body);

        assertThatThrownBy(() -> client.removeDevice(USER, DEVICE)).isInstanceOf(OneLoginException.class);
    }
}
