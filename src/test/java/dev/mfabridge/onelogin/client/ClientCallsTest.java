package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls for administrators and help desks, and answers that are about something else than what was asked. */
class ClientCallsTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final OneLoginId DEVICE = new OneLoginId("3920361");
    private static final String ID = "406fefd4-8a36-4aee-880c-f3e4a928e27d";
    private static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofSeconds(240));

    private final ScriptedTransport oneLogin = new ScriptedTransport();
    private final OneLoginClient client = oneLogin.client();

    @Test
    @DisplayName("The check of the API credential fetches a token and nothing else")
    void checkOfCredentialFetchesToken() {
        oneLogin.token("t1");

        client.authenticate();

        assertThat(oneLogin.requests()).containsExactly("POST /auth/oauth2/v2/token");
    }

    @Test
    @DisplayName("An arbitrary user is the first of the account, if the account has a user")
    void anyUserIsFirstOfAccount() {
        oneLogin.token("t1").reply(200, "[{\"id\":7}]").reply(200, "[]");

        assertThat(client.anyUser()).contains(new OneLoginId("7"));
        assertThat(client.anyUser()).isEmpty();
    }

    @Test
    @DisplayName("A factor without a name has the name of its type, or OneLogin's own name")
    void factorWithoutNameHasNameOfType() {
        oneLogin.token("t1").reply(200, "[{\"factor_id\":1,\"auth_factor_name\":\"SMS\"},{\"factor_id\":2}]");

        assertThat(client.factors(USER).items()).extracting(Factor::name).containsExactly("SMS", "OneLogin");
    }

    @Test
    @DisplayName("A registration has the text of an SMS and the link of an e-mail")
    void registrationHasTextAndLink() {
        var options = new DeliveryOptions(
                Duration.ofSeconds(240), Optional.of("{{otp_code}}"), Optional.of(URI.create("https://a.example/b")));
        oneLogin.token("t1").reply(201, "{\"id\":\"" + ID + "\"}");

        client.startRegistration(USER, DEVICE, "Work phone", options);

        assertThat(oneLogin.last().json().orElseThrow())
                .contains("\"custom_message\":\"{{otp_code}}\"", "\"redirect_to\":\"https://a.example/b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"user_id\":1", "\"device_id\":1", "\"data\":{\"user_id\":1}"})
    @DisplayName("The start of a verification of another user or device is unreadable (S1)")
    void verificationOfOtherDeviceIsUnreadable(String other) {
        oneLogin.token("t1").reply(201, "{\"id\":\"" + ID + "\"," + other + "}");

        assertThatThrownBy(() -> client.startVerification(USER, DEVICE, DELIVERY))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("The start of a registration of another user is unreadable (S1)")
    void registrationOfOtherUserIsUnreadable() {
        oneLogin.token("t1").reply(201, "{\"id\":\"" + ID + "\",\"user_id\":1}");

        assertThatThrownBy(() -> client.startRegistration(USER, DEVICE, "Work phone", DELIVERY))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mfa_token\":\"\"}", "{\"mfa_token\":\"012345\",\"user_id\":1}"})
    @DisplayName("An answer without a temporary token of this user is unreadable (S1)")
    void answerWithoutTemporaryTokenIsUnreadable(String body) {
        oneLogin.token("t1").reply(200, body);

        assertThatThrownBy(() -> client.createTemporaryToken(USER, Duration.ofHours(1), false))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("A temporary token's id is text in a request, since it is no number")
    void temporaryTokenIsTextInRequest() {
        oneLogin.token("t1").reply(200, "{\"status\":\"accepted\"}");

        client.verifyAppCode(USER, new OneLoginId("user_temp_otp_9"), new OneTimeCode("012345"));

        assertThat(oneLogin.last().json()).contains("{\"otp\":\"012345\",\"device_id\":\"user_temp_otp_9\"}");
    }

    @Test
    @DisplayName("An empty answer is a removal with HTTP 200, and not with HTTP 300")
    void emptyAnswerIsRemovalOnlyWithSuccess() {
        oneLogin.token("t1").reply(200, "").reply(300, "").reply(199, "");

        assertThatCode(() -> client.removeDevice(USER, DEVICE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> client.removeDevice(USER, DEVICE)).isInstanceOf(OneLoginException.class);
        assertThatThrownBy(() -> client.removeDevice(USER, DEVICE)).isInstanceOf(OneLoginException.class);
    }

    @Test
    @DisplayName("A read call that ends with HTTP 500 says nothing about the token, so a code isn't wrong (S5)")
    void serverErrorOfReadCallIsNoWrongCode() {
        var error = "{\"statusCode\":500,\"name\":\"InternalServerError\"}";
        oneLogin.token("t1").reply(401, "{}").reply(500, error);

        assertThatThrownBy(() -> client.verifyAppCode(USER, DEVICE, new OneTimeCode("012345")))
                .isInstanceOf(OneLoginException.Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({"ann@example.com, ben@example.com", "AZ@example.com, BZ@example.com", "aZ, bz", "@, `"})
    @DisplayName("A user whose value has only the same length or like letters is not found (S1)")
    void valueOfSameLengthIsNotFound(String searched, String found) {
        oneLogin.token("t1").reply(200, "[{\"id\":7,\"email\":\"" + found + "\"}]");

        assertThat(client.findUser(UserField.EMAIL, searched)).isEqualTo(new UserLookup.None());
    }

    @Test
    @DisplayName("The first and the last letter are the same in upper and lower case")
    void firstAndLastLetterIgnoreCase() {
        oneLogin.token("t1").reply(200, "[{\"id\":7,\"email\":\"AZ@example.com\"}]");

        assertThat(client.findUser(UserField.EMAIL, "az@example.com"))
                .isEqualTo(new UserLookup.Found(new OneLoginId("7")));
    }
}
