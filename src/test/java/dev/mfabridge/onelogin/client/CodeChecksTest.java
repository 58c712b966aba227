package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OneLogin's answer to a code means. */
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
    @ValueSource(
            strings = {
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3919988\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":3919988}]",
                "[{\"id\":\"" + ID + "\",\"status\":\"Accepted\",\"device_id\":\"3919988\"}]"
            })
    void anAcceptedRegistrationIsReadInEveryShape(String body) {
        oneLogin.reply(200, body);

        var check = client.completeRegistration(USER, CHALLENGE, CODE);

        assertThat(check).isEqualTo(new CodeCheck(Verdict.ACCEPTED, OneLoginId.parse("3919988")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}}",
                "{\"type\":\"success\",\"code\":200,\"message\":\"Success\",\"error\":false}",
                "[{\"status\":{\"type\":\"success\",\"code\":\"200\",\"message\":\"Success\",\"error\":false}}]",
                "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3920361\"}",
                "[{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":3920361}]",
                "{\"status\":\"accepted\"}"
            })
    void anAcceptedChallengeIsReadInEveryShape(String body) {
        oneLogin.reply(200, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "rejected"})
    void twoHundredCanMeanThatTheCodeIsWrong(String status) {
        var body = "[{\"id\":\"" + ID + "\",\"status\":\"" + status + "\"}]";
        oneLogin.reply(200, body).reply(200, body);

        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @MethodSource("errorForms")
    void aWrongCodeIsOneInEveryFormOfAnError(String body) {
        oneLogin.reply(400, body).reply(422, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @MethodSource("errorForms")
    void whatOneLoginDoesNotFindIsGoneInEveryFormOfAnError(String body) {
        oneLogin.reply(404, body).reply(404, body).reply(404, body);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.GONE);
        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.GONE);
        assertThat(client.pollVerification(USER, CHALLENGE).status()).isEqualTo(PollResult.Status.GONE);
    }

    @ParameterizedTest
    @MethodSource("errorForms")
    void aCodeThatIsForbiddenIsOneWhereTheChallengeItselfCanBeRead(String body) {
        oneLogin.reply(403, body).reply(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.FORBIDDEN);
    }

    /** All forms of {@code docs/reference/onelogin-api.md}. */
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
                "[{\"statusCode\":422,\"name\":\"UnprocessableEntityError\",\"message\":\"Failed\"}]");
    }

    @Test
    void aScopeThatIsMissingIsNoWrongCodeAndTheCodeIsSubmittedOnce() {
        var noScope =
                "{\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\",\"message\":\"Insufficient Permission\"}}";
        oneLogin.reply(401, noScope).reply(401, WRONG).reply(401, noScope);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.ScopeMissing.class)
                .hasMessageContaining("the API credential lacks the scope Manage All");
        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.ScopeMissing.class);
        assertThat(oneLogin.said().stream().filter(call -> call.startsWith("PUT")))
                .hasSize(2);
    }

    @Test
    void theDeviceGoesAlongWithTheCodeOfAChallenge() {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}");

        client.completeVerification(USER, CHALLENGE, DEVICE, CODE);

        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\",\"device_id\":3920361}");
    }

    @ParameterizedTest
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
    void whatIsNotClearlyAnAcceptanceIsNone(String body) {
        oneLogin.reply(200, body);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    void aSuccessBesideARejectionIsARejection() {
        oneLogin.reply(
                200,
                "{\"type\":\"success\",\"code\":200,\"error\":false,\"id\":\"" + ID + "\",\"status\":\"rejected\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aWrongCodeIsToldFromADeadTokenByAHarmlessCallAndSubmittedOnce() {
        oneLogin.reply(401, "{\"statusCode\":401,\"name\":\"InvalidCredentials\",\"message\":\"...\"}")
                .reply(200, "{\"id\":\"" + ID + "\",\"status\":\"pending\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);

        var path = "/api/2/mfa/users/64515901/verifications/" + ID;
        assertThat(oneLogin.said())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t1",
                        "GET " + path + " with bearer t1");
    }

    @Test
    void aDeadTokenIsReplacedAndTheCodeSubmittedOnceMore() {
        oneLogin.reply(401, "{}")
                .reply(401, "{}")
                .token("t2")
                .reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\",\"device_id\":\"3919988\"}");

        assertThat(client.completeRegistration(USER, CHALLENGE, CODE).verdict()).isEqualTo(Verdict.ACCEPTED);

        var path = "/api/2/mfa/users/64515901/registrations/" + ID;
        assertThat(oneLogin.said())
                .containsExactly(
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t1",
                        "GET " + path + " with bearer t1",
                        "POST /auth/oauth2/v2/token",
                        "PUT " + path + " with bearer t2");
    }

    @Test
    void aWrongCodeWithADeadTokenIsAWrongCode() {
        oneLogin.reply(401, "{}").reply(401, "{}").token("t2").reply(401, "{}").reply(404, NOT_FOUND);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void credentialsThatAreRefusedWithANewTokenTooAreNoWrongCode() {
        oneLogin.reply(401, "{}").reply(401, "{}").token("t2").reply(401, "{}").reply(401, "{}");

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.Unauthorized.class);
    }

    @ParameterizedTest
    @CsvSource({"500, '{}'", "429, '{}'", "403, '{}'", "200, '<html>'"})
    void anAnswerThatSaysNothingAboutTheTokenIsNoWrongCode(int status, String body) {
        oneLogin.reply(401, "{}").reply(status, body);

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 422})
    void aReadThatOneLoginItselfRefusesShowsThatTheTokenIsAlive(int status) {
        oneLogin.reply(401, "{}").reply(status, "{\"statusCode\":" + status + ",\"name\":\"NotForSms\"}");

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void aRefusalInSomebodyElsesWordsIsNeitherAWrongCodeNorAGoneChallenge(int status) {
        oneLogin.reply(status, "<html>Blocked</html>");

        assertThatThrownBy(() -> client.completeVerification(USER, CHALLENGE, DEVICE, CODE))
                .isInstanceOf(OneLoginException.Refused.class);
    }

    @Test
    void aChallengeThatIsGoneIsNoWrongCode() {
        oneLogin.reply(404, NOT_FOUND);

        assertThat(client.completeVerification(USER, CHALLENGE, DEVICE, CODE).verdict())
                .isEqualTo(Verdict.GONE);
    }

    @Test
    void aCodeIsSentAsTextSoThatLeadingZerosStay() {
        oneLogin.reply(200, "{\"id\":\"" + ID + "\",\"status\":\"accepted\"}");

        client.completeRegistration(USER, CHALLENGE, CODE);

        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\"}");
    }
}
