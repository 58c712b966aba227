package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a request for a registration. */
class RegistrationRequestsTest {
    @Test
    void aVerifiedValueIsEnrolledAtOnceAndNothingIsSent() {
        var user = SimulatorFixture.somebody();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .hasSize(1);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void verifiedIsNotForAuthenticatorOrProtect() {
        for (var factor : List.of(SimulatedFactorType.AUTHENTICATOR, SimulatedFactorType.PROTECT)) {
            var user = SimulatorFixture.somebodyOffered(factor);

            var reply =
                    user.register("{\"factor_id\":%d,\"display_name\":\"x\",\"verified\":true}".formatted(factor.id()));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("/message")).contains("verified");
        }
    }

    @Test
    void whatOneLoginCannotEnrolThroughItsApiIsRefusedClearly() {
        var duo = SimulatedFactorType.of("Duo Security");
        var user = SimulatorFixture.somebodyOffered(duo);

        var reply = user.register(duo);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isEqualTo("Duo Security can't be enrolled through the API");
    }

    @Test
    void aFactorThatIsNotOfferedIsRefused() {
        var user = SimulatorFixture.somebody();
        SimulatorFixture.CONTROL.addUser(user.user().offered(SimulatedFactorType.EMAIL));

        assertThat(user.register(SimulatedFactorType.SMS).status()).isEqualTo(422);
        assertThat(user.register("{\"factor_id\":1,\"display_name\":\"x\"}").status())
                .isEqualTo(422);
        assertThat(SimulatorFixture.somebodyWithSms()
                        .register(SimulatedFactorType.SMS)
                        .text("/name"))
                .isEqualTo("UnprocessableEntityError");
    }

    @Test
    void smsNeedsAPhone() {
        var user = SimulatorFixture.somebody();
        SimulatorFixture.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(SimulatedFactorType.SMS).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"120\"", "120", "900", "\"900\"", "null"})
    void expiresInIsANumberOrItsDigits(String value) {
        var body = "{\"factor_id\":\"58959\",\"display_name\":\"x\",\"expires_in\":%s}".formatted(value);

        assertThat(SimulatorFixture.somebody().register(body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"119", "901", "\"60\"", "\"\"", "\"two\"", "\"120s\"", "120.0", "true", "-120", "[120]"})
    void anyOtherExpiresInIsRefused(String value) {
        var user = SimulatorFixture.somebody();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"expires_in\":%s}".formatted(value));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @ParameterizedTest
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
    void aFieldThatIsMissingOrNotForTheFactorIsRefused(String body) {
        var reply = SimulatorFixture.somebody().register(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "factor_id=58959&display_name=x", "{} {}"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        assertThat(SimulatorFixture.somebody().register(body).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsRefused() {
        var reply = SimulatorFixture.API.exchange(SimulatorFixture.API
                .json(
                        "POST",
                        SimulatorFixture.somebody().path("/registrations"),
                        "{\"factor_id\":58959,\"display_name\":\"x\"}")
                .setHeader("Content-Type", "text/plain")
                .header("Authorization", "bearer " + SimulatorFixture.API.token()));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void anOwnTextIsSentWithTheCodeAndTheMinutesInIt() {
        var user = SimulatorFixture.somebody();

        user.register("""
                {"factor_id":58959,"display_name":"x","expires_in":300,\
                "custom_message":"Acme: {{otp_code}}, good for {{otp_expiry}} min"}""");

        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id()).get(0).text())
                .isEqualTo("Acme: " + user.lastCode() + ", good for 5 min");
    }

    @Test
    void anOwnTextMayHave160CharactersWithTheCodeInIt() {
        var fits = "x".repeat(154) + "{{otp_code}}";

        assertThat(SimulatorFixture.somebody().register(smsWithText(fits)).status())
                .isEqualTo(201);
        assertThat(SimulatorFixture.somebody().register(smsWithText("x" + fits)).status())
                .isEqualTo(422);
    }

    private static String smsWithText(String text) {
        return "{\"factor_id\":58959,\"display_name\":\"x\",\"custom_message\":\"%s\"}".formatted(text);
    }
}
