package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content of a request for a registration. */
class RegistrationRequestsTest {
    @Test
    @DisplayName("The simulator enrolls a verified value at once and sends nothing")
    void verifiedValueIsEnrolledWithoutAMessage() {
        var user = SimulatorFixture.user();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .hasSize(1);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("The simulator rejects \"verified\" for Authenticator and OneLogin Protect")
    void verifiedIsRejectedForAuthenticatorAndProtect() {
        for (var factor : List.of(SimulatedFactorType.AUTHENTICATOR, SimulatedFactorType.PROTECT)) {
            var user = SimulatorFixture.userOffered(factor);

            var reply =
                    user.register("{\"factor_id\":%d,\"display_name\":\"x\",\"verified\":true}".formatted(factor.id()));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("/message")).contains("verified");
        }
    }

    @Test
    @DisplayName("The simulator rejects a factor that can't be enrolled through the API")
    void factorOutsideTheApiIsRejected() {
        var duo = SimulatedFactorType.of("Duo Security");
        var user = SimulatorFixture.userOffered(duo);

        var reply = user.register(duo);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isEqualTo("Duo Security can't be enrolled through the API");
    }

    @Test
    @DisplayName("The simulator rejects a factor that it doesn't offer to the user")
    void factorThatIsNotOfferedIsRejected() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(user.user().offered(SimulatedFactorType.EMAIL));

        assertThat(user.register(SimulatedFactorType.SMS).status()).isEqualTo(422);
        assertThat(user.register("{\"factor_id\":1,\"display_name\":\"x\"}").status())
                .isEqualTo(422);
        assertThat(SimulatorFixture.userWithSms()
                        .register(SimulatedFactorType.SMS)
                        .text("/name"))
                .isEqualTo("UnprocessableEntityError");
    }

    @Test
    @DisplayName("An SMS needs a phone number")
    void smsNeedsAPhoneNumber() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(SimulatedFactorType.SMS).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @DisplayName("The lifetime is a number or its digits")
    @ValueSource(strings = {"\"120\"", "120", "900", "\"900\"", "null"})
    void expiresInIsANumberOrItsDigits(String value) {
        var body = "{\"factor_id\":\"58959\",\"display_name\":\"x\",\"expires_in\":%s}".formatted(value);

        assertThat(SimulatorFixture.user().register(body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects any other lifetime")
    @ValueSource(strings = {"119", "901", "\"60\"", "\"\"", "\"two\"", "\"120s\"", "120.0", "true", "-120", "[120]"})
    void otherExpiresInIsRejected(String value) {
        var user = SimulatorFixture.user();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"expires_in\":%s}".formatted(value));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a missing field and a field that doesn't suit the factor")
    @ValueSource(
            strings = {
                "{\"factor_id\":58959}",
                "{\"factor_id\":58959,\"display_name\":\"\"}",
                "{\"factor_id\":58959,\"display_name\":7}",
                "{\"display_name\":\"x\"}",
                "{\"factor_id\":\"SMS\",\"display_name\":\"x\"}",
                "{\"factor_id\":58959,\"display_name\":\"x\",\"verified\":\"true\"}",
                "{\"factor_id\":58959,\"display_name\":\"x\",\"redirect_to\":\"https://example.com\"}",
                "{\"factor_id\":58961,\"display_name\":\"x\",\"custom_message\":\"{{otp_code}}\"}"
            })
    void missingOrUnsuitableFieldIsRejected(String body) {
        var reply = SimulatorFixture.user().register(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(422);
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a body that is no JSON object")
    @ValueSource(strings = {"", "[]", "7", "{", "factor_id=58959&display_name=x", "{} {}"})
    void bodyOtherThanAJsonObjectIsRejected(String body) {
        assertThat(SimulatorFixture.user().register(body).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("The simulator rejects a body without the content type of JSON")
    void bodyWithoutTheJsonContentTypeIsRejected() {
        var reply = SimulatorFixture.API.exchange(SimulatorFixture.API
                .json(
                        "POST",
                        SimulatorFixture.user().path("/registrations"),
                        "{\"factor_id\":58959,\"display_name\":\"x\"}")
                .setHeader("Content-Type", "text/plain")
                .header("Authorization", "bearer " + SimulatorFixture.API.token()));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("A custom text is sent with the code and the minutes")
    void customTextContainsTheCodeAndTheMinutes() {
        var user = SimulatorFixture.user();

        user.register("""
                {"factor_id":58959,"display_name":"x","expires_in":300,\
                "custom_message":"Acme: {{otp_code}}, good for {{otp_expiry}} min"}""");

        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id()).get(0).text())
                .isEqualTo("Acme: " + user.lastCode() + ", good for 5 min");
    }

    @Test
    @DisplayName("A custom text has at most 160 characters, including the code")
    void customTextHasAtMost160CharactersWithTheCode() {
        var fits = "x".repeat(154) + "{{otp_code}}";

        assertThat(SimulatorFixture.user().register(smsWithText(fits)).status()).isEqualTo(201);
        assertThat(SimulatorFixture.user().register(smsWithText("x" + fits)).status())
                .isEqualTo(422);
    }

    private static String smsWithText(String text) {
        return "{\"factor_id\":58959,\"display_name\":\"x\",\"custom_message\":\"%s\"}".formatted(text);
    }
}
