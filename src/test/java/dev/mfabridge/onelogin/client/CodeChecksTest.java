package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meaning of OneLogin's answer to a code (S1, S5). */
class CodeChecksTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final String ID = "406fefd4-8a36-4aee-880c-f3e4a928e27d";
    private static final OneLoginId CHALLENGE = new OneLoginId(ID);
    private static final String NOT_FOUND = "{\"statusCode\":404,\"name\":\"NotFound\"}";
    private static final OneTimeCode CODE = new OneTimeCode("012345");

    private static final OneLoginId DEVICE = new OneLoginId("3920361");
    private static final String WRONG = "{\"statusCode\":401,\"name\":\"InvalidCredentials\"}";

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @ParameterizedTest
    @DisplayName("The client reads an accepted registration in every shape")
    @ValueSource(
            strings = {
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3919988\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":3919988}]",
                "[{\"id\":\"" + ID + "\",\"status\":\"Accepted\",\"device_id\":\"3919988\"}]"
            })
    void acceptedRegistrationIsReadInEveryShape(String body) {
        oneLogin.reply(200, body);

        var check = client.completeRegistration(USER, CHALLENGE, CODE);

        assertThat(check).isEqualTo(new CodeCheck(Verdict.ACCEPTED, OneLoginId.parse("3919988")));
    }

    @ParameterizedTest
    @DisplayName("The client reads an accepted verification in every shape")
    @ValueSource(
            strings = {
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}}",
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}",
                "[{\"status\":{\"type\":\"success\",\"code\":\"200\",\"message\":\"Success\",\"error\":false}}]",
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3920361\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":3920361}]",
                "{\"status\":\"accepted\"}",
                "{\"status\":\"accepted\",\"expired\":false,\"success\":\"true\",\"error_message\":null}"
            })
    void acceptedVerificationIsReadInEveryShape(String body) {
        oneLogin.reply(200, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @DisplayName("HTTP 200 with the status pending or rejected is a wrong code (S1)")
    @ValueSource(strings = {"pending", "rejected"})
    void pendingOrRejectedStatusIsAWrongCode(String status) {
        var body = "[{\"id\":\"" + ID + "\",\"status\":\"" + status + "\"}]";
        oneLogin.reply(200, body).reply(200, body);

        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @DisplayName("The client reads a wrong code in every form of an error")
    @MethodSource("errorForms")
    void wrongCodeIsReadInEveryFormOfAnError(String body) {
        oneLogin.reply(400, body).reply(422, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @DisplayName("The client reads a missing challenge in every form of an error")
    @MethodSource("errorForms")
    void missingChallengeIsReadInEveryFormOfAnError(String body) {
        oneLogin.reply(404, body).reply(404, body).reply(404, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.GONE);
        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.GONE);
        assertThat(client.pollVerification(USER, CHALLENGE).status()).isEqualTo(PollResult.Status.GONE);
    }

    @ParameterizedTest
    @DisplayName("HTTP 403 means a forbidden code if the token can read the challenge")
    @MethodSource("errorForms")
    void forbiddenCodeIsReportedIfTheChallengeIsReadable(String body) {
        oneLogin.reply(403, body).reply(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.FORBIDDEN);
    }

    /** Returns all forms of errors on the page {@code docs/reference/onelogin-api.md}. */
    static List<String> errorForms() {
        return List.of(
                "{\"statusCode\":401,\"name\":\"InvalidCredentials\",\"message\":\"Please\"}",
                "{\"status\":{\"error\":true,\"code\":400,\"type\":\"bad request\",\"message\":\"Failed\"}}",
                "{\"status\":{\"error\":true,\"code\":400,\"type\":\"bad request\",\"message\":{\"otp\":\"Failed\"}}}",
                "{\"status\":{\"error\":true,\"code\":400,\"type\":\"bad request\",\"message\":[\"Failed\"]}}",
                "{\"error\":true,\"code\":400,\"type\":\"bad request\",\"message\":\"Failed\"}",
                "{\"status\":400,\"error\":\"bad_request\",\"description\":\"Failed\"}",
                "{\"messages\":[\"Failed\"]}",
                "{\"message\":\"Failed\",\"errors\":[{\"field\":\"otp\",\"message\":[\"is invalid\"]}]}",
                "{\"message\":\"Not Found\"}",
                "{\"statusCode\":422,\"name\":\"ValidationError\",\"message\":\"Failed\",\"details\":{}}",
                "{\"statusCode\":422,\"name\":\"ValidationError\",\"expired\":false,\"verified\":\"false\"}",
                "[{\"statusCode\":422,\"name\":\"UnprocessableEntityError\",\"message\":\"Failed\"}]");
    }

    @Test
    @DisplayName("A missing scope is not a wrong code, and the client submits the code once (S5)")
    void missingScopeIsNoWrongCode() {
        var noScope =
                "{\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\",\"message\":\"Insufficient Permission\"}}";
        oneLogin.reply(401, noScope).reply(401, WRONG).reply(401, noScope);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.ScopeMissing.class)
                .hasMessageContaining("the API credential lacks the scope Manage All");
        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.ScopeMissing.class);
        assertThat(oneLogin.requests().stream().filter(call -> call.startsWith("PUT")))
                .hasSize(2);
    }

    @Test
    @DisplayName("The client sends the device with the code of a verification")
    void verificationSendsTheDeviceWithTheCode() {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}");

        client.completeVerification(USER, CHALLENGE, DEVICE, CODE);

        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\",\"device_id\":3920361}");
    }

    @ParameterizedTest
    @DisplayName("An answer that is not clearly an acceptance proves nothing (S1)")
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"accepted\"",
                "true",
                "<html><body>Welcome to the proxy</body></html>",
                "{\"id\":\"" + ID + "\",\"status\":\"acc",
                "{\"id\":\"" + ID + "\"}",
                "{\"id\":\"" + ID + "\",\"status\":\"approved\"}",
                "{\"id\":\"" + ID + "\",\"status\":true}",
                "{\"type\":null,\"code\":null,\"error\":false}",
                "{\"status\":{\"type\":\"\",\"code\":200,\"message\":\"Success\",\"error\":false}}",
                "{\"status\":{\"type\":\"success\",\"code\":\"\",\"message\":\"Success\",\"error\":false}}",
                "{\"status\":\"rejected\",\"status\":\"accepted\"}",
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"id\":\"" + ID + "\"}",
                "{\"id\":\"odd\",\"status\":\"accepted\"}",
                "{\"status\":\"accepted\",\"error\":true}",
                "{\"status\":\"accepted\",\"code\":401}",
                "{\"status\":\"accepted\",\"type\":\"Unauthorized\"}",
                "{\"status\":\"accepted\",\"statusCode\":401,\"name\":\"InvalidCredentials\"}",
                "{\"status\":\"accepted\",\"messages\":[\"no\"]}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"error\":false},\"data\":[{\"status\":\"pending\"}]}",
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"data\":[{\"status\":\"rejected\"}]}",
                "{\"status\":null,\"type\":\"success\",\"code\":200,\"error\":false}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"error\":false},\"error\":true}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"error\":false,\"status\":\"rejected\"}}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"status\":\"accepted\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\"},{\"id\":\"" + ID + "\",\"status\":\"accepted\"}]",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\"}}",
                "{\"status\":{\"type\":\"success\",\"code\":401,\"message\":\"Success\",\"error\":false}}",
                "{\"status\":{\"type\":\"Unauthorized\",\"code\":200,\"message\":\"Success\",\"error\":false}}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":true}}"
            })
    void unclearAnswerIsNoAcceptance(String body) {
        oneLogin.reply(200, body);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @ParameterizedTest
    @DisplayName("An answer whose parts contradict each other is unreadable, and not a wrong code (S1, S5)")
    @ValueSource(
            strings = {
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"id\":\"" + ID + "\",\"status\":\"rejected\"}",
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"status\":\"pending\"}",
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"status\":\"unknown\"}",
                "{\"status\":\"rejected\",\"message\":\"Success\"}",
                "{\"status\":\"rejected\",\"success\":true}",
                "{\"status\":\"rejected\",\"data\":[{\"status\":\"accepted\"}]}",
                "{\"status\":\"rejected\",\"data\":{\"status\":\"pending\"}}",
                "{\"status\":\"accepted\",\"data\":[{\"status\":\"rejected\"}]}",
                "{\"status\":\"accepted\",\"data\":{\"verification\":{\"status\":\"pending\"}}}",
                "{\"status\":\"accepted\",\"Status\":\"rejected\"}",
                "{\"status\":\"accepted\",\"message\":\"Failed authentication with this factor\"}",
                "{\"status\":\"accepted\",\"state\":\"rejected\"}",
                "{\"status\":\"accepted\",\"success\":false}",
                "{\"status\":\"accepted\",\"success\":\"false\"}",
                "{\"status\":\"accepted\",\"success\":0}",
                "{\"status\":\"accepted\",\"verified\":\"no\"}",
                "{\"status\":\"accepted\",\"valid\":{}}",
                "{\"status\":\"accepted\",\"approved\":false}",
                "{\"status\":\"accepted\",\"data\":{\"denied\":true}}",
                "{\"status\":\"accepted\",\"expired\":\"true\"}",
                "{\"status\":\"accepted\",\"failed\":1}",
                "{\"status\":\"accepted\",\"errorCode\":\"E17\"}",
                "{\"status\":\"accepted\",\"error_message\":\"Expired\"}",
                "{\"status\":\"rejected\",\"verified\":\"true\"}",
                "{\"status\":\"rejected\",\"success\":1}",
                "{\"type\":\"success\",\"code\":200,\"error\":null,\"id\":\"" + ID + "\"}",
                "{\"status\":\"accepted\",\"description\":\"Expired\"}",
                "{\"status\":\"accepted\",\"data\":{\"error\":true}}",
                "{\"status\":\"accepted\",\"user_id\":\"64515999\"}",
                "{\"status\":\"accepted\",\"user_id\":{}}",
                "{\"status\":\"accepted\",\"data\":{\"user_id\":\"64515999\"}}",
                "{\"status\":\"accepted\",\"data\":[{\"user_id\":null},{\"user_id\":64515999}]}",
                "{\"status\":\"accepted\",\"device_id\":{}}",
                "{\"status\":\"accepted\",\"device_id\":\"phone\"}",
                "{\"status\":\"accepted\",\"device_id\":3920361,\"data\":{\"device_id\":3920362}}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Failed\",\"error\":false}}",
                "{\"status\":{\"type\":\"success\",\"code\":200,\"error\":false},\"user_id\":\"64515999\"}",
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"user_id\":64515999}"
            })
    void contradictoryAnswerIsUnreadable(String body) {
        oneLogin.reply(200, body);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @ParameterizedTest
    @DisplayName("A body that contradicts the HTTP status is unreadable, and not a wrong code (S1, S5)")
    @CsvSource({"400", "404", "422", "202", "206"})
    void bodyThatContradictsTheHttpStatusIsUnreadable(int status) {
        var flat = "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}";
        var accepted = "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}";
        oneLogin.reply(status, flat).reply(status, accepted);

        for (var answer : List.of(flat, accepted)) {
            assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                    .as(answer)
                    .isInstanceOf(OneLoginException.InvalidResponse.class);
        }
    }

    @Test
    @DisplayName("HTTP 401 with the body of a success is unreadable, and not a wrong code (S5)")
    void successUnderHttp401IsUnreadable() {
        oneLogin.reply(401, "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}")
                .reply(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("A removal that OneLogin answers with an error and HTTP 200 is no removal")
    void errorUnderHttp200IsNoRemoval() {
        oneLogin.reply(
                200, "{\"status\":{\"error\":true,\"code\":400,\"type\":\"bad request\",\"message\":\"Failed\"}}");

        assertThatThrownBy(() -> client.removeDevice(USER, DEVICE)).isInstanceOf(OneLoginException.class);
    }

    @Test
    @DisplayName("A read call distinguishes a wrong code from a dead token, and the client submits the code once")
    void readCallDistinguishesAWrongCodeFromADeadToken() {
        oneLogin.reply(401, "{\"statusCode\":401,\"name\":\"InvalidCredentials\",\"message\":\"...\"}")
                .reply(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);

        var path = "/api/2/mfa/users/64515901/verifications/" + ID;
        assertThat(oneLogin.requests())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t1",
                        "GET " + path + " with bearer t1");
    }

    @Test
    @DisplayName("The client replaces a dead token and submits the code once more")
    void deadTokenIsReplacedAndTheCodeSubmittedAgain() {
        oneLogin.reply(401, "{}")
                .reply(401, "{}")
                .token("t2")
                .reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3919988\"}");

        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.ACCEPTED);

        var path = "/api/2/mfa/users/64515901/registrations/" + ID;
        assertThat(oneLogin.requests())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t1",
                        "GET " + path + " with bearer t1",
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t2");
    }

    @Test
    @DisplayName("The client reports a wrong code after it replaced a dead token")
    void wrongCodeIsReportedAfterADeadToken() {
        oneLogin.reply(401, "{}").reply(401, "{}").token("t2").reply(401, "{}").reply(404, NOT_FOUND);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    @DisplayName("The rejection of a new token is not a wrong code (S5)")
    void rejectionOfANewTokenIsNoWrongCode() {
        oneLogin.reply(401, "{}").reply(401, "{}").token("t2").reply(401, "{}").reply(401, "{}");

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.Unauthorized.class);
    }

    @ParameterizedTest
    @DisplayName("A read call that says nothing about the token yields no wrong code (S5)")
    @CsvSource({"500, '{}'", "429, '{}'", "403, '{}'", "200, '<html>'"})
    void inconclusiveReadCallIsNoWrongCode(int status, String body) {
        oneLogin.reply(401, "{}").reply(status, body);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @DisplayName("A read call that OneLogin itself rejects shows that the token is valid")
    @ValueSource(ints = {400, 403, 404, 405, 422})
    void rejectedReadCallShowsThatTheTokenIsValid(int status) {
        oneLogin.reply(401, "{}").reply(status, "{\"statusCode\":" + status + ",\"name\":\"NotForSms\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @DisplayName("An error that OneLogin didn't write is neither a wrong code nor a missing challenge (S5)")
    @ValueSource(ints = {400, 404, 422})
    void foreignErrorIsNoWrongCodeAndNoMissingChallenge(int status) {
        oneLogin.reply(status, "<html>Blocked</html>");

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.Refused.class);
    }

    @Test
    @DisplayName("A missing challenge is not a wrong code")
    void missingChallengeIsNoWrongCode() {
        oneLogin.reply(404, NOT_FOUND);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.GONE);
    }

    @Test
    @DisplayName("The client sends a code as text and keeps leading zeros")
    void codeIsSentAsTextWithLeadingZeros() {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}");

        client.completeRegistration(USER, CHALLENGE, CODE);

        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\"}");
    }
}
