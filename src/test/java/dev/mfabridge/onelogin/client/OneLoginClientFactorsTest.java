package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.PollResult.Status;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of factors that need more than a message with a code: out-of-band confirmations, apps, links. */
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
    @DisplayName("The client reports a blocked user")
    @CsvSource({"2, 1, SUSPENDED", "3, 1, LOCKED", "1, 0, UNAPPROVED", "1, 2, REJECTED", "1, 3, UNLICENSED"})
    void blockedUserIsReported(int status, int state, UserLookup.Block block) {
        oneLogin.reply(200, "{\"id\":64515901,\"status\":1,\"state\":1}")
                .reply(200, "[{\"id\":\"64515901\",\"status\":" + status + ",\"state\":\"" + state + "\"}]");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.Found(USER));
        assertThat(client.user(USER)).isEqualTo(new UserLookup.Blocked(block));
    }

    @ParameterizedTest
    @DisplayName("A user with any other status is not blocked")
    @ValueSource(ints = {0, 1, 4, 5, 7, 8})
    void userOfAnotherStatusIsNotBlocked(int status) {
        oneLogin.reply(200, "{\"id\":64515901,\"status\":" + status + ",\"state\":null}");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.Found(USER));
    }

    @Test
    @DisplayName("A missing user is not found, and an answer about another user is invalid")
    void userLookupAcceptsOnlyAnswersAboutThatUser() {
        oneLogin.reply(404, "{\"statusCode\":404,\"name\":\"NotFoundError\"}")
                .reply(200, "{\"id\":1,\"status\":1}")
                .reply(404, "<html>");

        assertThat(client.user(USER)).isEqualTo(new UserLookup.None());
        assertThatThrownBy(() -> client.user(USER)).isInstanceOf(OneLoginException.InvalidResponse.class);
        assertThatThrownBy(() -> client.user(USER)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @DisplayName("A poll reads the status of a challenge in every shape")
    @CsvSource({"pending, PENDING", "accepted, ACCEPTED", "rejected, REJECTED"})
    void pollReadsTheStatusInEveryShape(String status, Status expected) {
        var answer = "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\",\"device_id\":3920361}";
        oneLogin.reply(200, answer).reply(200, "[" + answer + "]");

        assertThat(client.pollVerification(USER, CHALLENGE)).isEqualTo(new PollResult(expected, Optional.of(DEVICE)));
        assertThat(client.pollRegistration(USER, CHALLENGE)).isEqualTo(new PollResult(expected, Optional.of(DEVICE)));
    }

    @ParameterizedTest
    @DisplayName("A poll rejects an answer without a clear status of this challenge (S1)")
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
                "{\"status\":\"accepted\",\"user_id\":\"64515999\"}",
                "{\"status\":\"accepted\",\"data\":{\"status\":\"rejected\"}}",
                "{\"status\":\"rejected\",\"type\":\"success\",\"code\":200,\"error\":false}",
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}"
            })
    void pollRejectsAnswersWithoutAClearStatus(String body) {
        oneLogin.reply(200, body);

        assertThatThrownBy(() -> client.pollVerification(USER, CHALLENGE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("A poll distinguishes a missing challenge from the page of a proxy")
    void pollDistinguishesAMissingChallengeFromAProxyPage() {
        oneLogin.reply(404, "{\"statusCode\":404,\"name\":\"NotFound\"}").reply(404, "<html>");

        assertThat(client.pollVerification(USER, CHALLENGE).status()).isEqualTo(Status.GONE);
        assertThatThrownBy(() -> client.pollVerification(USER, CHALLENGE)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @DisplayName("The client verifies the code of an app in one call")
    @ValueSource(
            strings = {
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3920361\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\"}]",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}}"
            })
    void appCodeIsVerifiedInOneCall(String body) {
        oneLogin.reply(200, body);

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\",\"device_id\":3920361}");
        assertThat(oneLogin.requests())
                .containsExactly(
                        "POST /auth/oauth2/v2/token", "POST /api/2/mfa/users/64515901/verifications with bearer t1");
    }

    @Test
    @DisplayName("A read call distinguishes a wrong app code from a dead token, and the client submits the code once")
    void readCallDistinguishesAWrongAppCodeFromADeadToken() {
        oneLogin.reply(401, WRONG).reply(200, "[]");

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(oneLogin.requests())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "POST /api/2/mfa/users/64515901/verifications with bearer t1",
                        "GET /api/2/mfa/users/64515901/devices with bearer t1");
    }

    @ParameterizedTest
    @DisplayName("HTTP 200 with the status pending or rejected is a wrong app code (S1)")
    @CsvSource({"pending, WRONG", "rejected, WRONG"})
    void pendingOrRejectedStatusIsAWrongAppCode(String status, Verdict verdict) {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\"}");

        assertThat(client.verifyAppCode(USER, DEVICE, CODE).verdict()).isEqualTo(verdict);
    }

    @Test
    @DisplayName("The client reads the data for the user, and no text contains the data (S7)")
    void factorDataIsReadAndIsInNoText() {
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
    @DisplayName("The delivery options set the text of an SMS and the link of an e-mail")
    void deliveryOptionsSetTheTextAndTheLink() {
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
    @DisplayName("The removal of a device succeeds even if the device is missing")
    @CsvSource({
        "204, ''",
        "200, ''",
        "200, '{}'",
        "404, '{\"statusCode\":404,\"name\":\"NotFound\"}'",
        "404, '{\"message\":\"Not Found\"}'",
        "400, '{\"status\":{\"type\":\"bad request\",\"code\":400,\"message\":\"Factor could not be found\",\"error\":true}}'"
    })
    void removalSucceedsEvenIfTheDeviceIsMissing(int status, String body) {
        oneLogin.reply(status, body);

        client.removeDevice(USER, DEVICE);

        assertThat(oneLogin.requests())
                .last()
                .isEqualTo("DELETE /api/2/mfa/users/64515901/devices/3920361 with bearer t1");
    }

    @ParameterizedTest
    @DisplayName("An answer that is not clearly a removal is an error")
    @CsvSource({
        "200, '<html>Welcome to the proxy</html>'",
        "302, ''",
        "404, '<html>Not here</html>'",
        "403, '{\"statusCode\":403,\"name\":\"ForbiddenAction\"}'",
        "400, '{\"status\":{\"type\":\"bad request\",\"code\":400,\"message\":\"No\",\"error\":true}}'",
        "500, ''"
    })
    void unclearAnswerIsNoRemoval(int status, String body) {
        oneLogin.reply(status, body);

        assertThatThrownBy(() -> client.removeDevice(USER, DEVICE)).isInstanceOf(OneLoginException.class);
    }
}
