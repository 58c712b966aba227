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
        var user = Account.somebody();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(Account.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .hasSize(1);
        assertThat(Account.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void verifiedIsNotForAuthenticatorOrProtect() {
        for (var factor : List.of(FactorType.AUTHENTICATOR, FactorType.PROTECT)) {
            var user = Account.somebodyOffered(factor);

            var reply =
                    user.register("{\"factor_id\":%d,\"display_name\":\"x\",\"verified\":true}".formatted(factor.id()));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("/message")).contains("verified");
        }
    }

    @Test
    void whatOneLoginCannotEnrolThroughItsApiIsRefusedClearly() {
        var duo = FactorType.of("Duo Security");
        var user = Account.somebodyOffered(duo);

        var reply = user.register(duo);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isEqualTo("Duo Security can't be enrolled through the API");
    }

    @Test
    void aFactorThatIsNotOfferedIsRefused() {
        var user = Account.somebody();
        Account.CONTROL.addUser(user.user().offered(FactorType.EMAIL));

        assertThat(user.register(FactorType.SMS).status()).isEqualTo(422);
        assertThat(user.register("{\"factor_id\":1,\"display_name\":\"x\"}").status())
                .isEqualTo(422);
        assertThat(Account.somebodyWithSms().register(FactorType.SMS).text("/name"))
                .isEqualTo("UnprocessableEntityError");
    }

    @Test
    void smsNeedsAPhone() {
        var user = Account.somebody();
        Account.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(FactorType.SMS).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"120\"", "120", "900", "\"900\"", "null"})
    void expiresInIsANumberOrItsDigits(String value) {
        var body = "{\"factor_id\":\"58959\",\"display_name\":\"x\",\"expires_in\":%s}".formatted(value);

        assertThat(Account.somebody().register(body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"119", "901", "\"60\"", "\"\"", "\"two\"", "\"120s\"", "120.0", "true", "-120", "[120]"})
    void anyOtherExpiresInIsRefused(String value) {
        var user = Account.somebody();

        var reply = user.register("{\"factor_id\":58959,\"display_name\":\"x\",\"expires_in\":%s}".formatted(value));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(Account.CONTROL.messagesTo(user.id())).isEmpty();
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
        var reply = Account.somebody().register(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "factor_id=58959&display_name=x", "{} {}"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        assertThat(Account.somebody().register(body).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsRefused() {
        var reply = Account.API.exchange(Account.API
                .json("POST", Account.somebody().path("/registrations"), "{\"factor_id\":58959,\"display_name\":\"x\"}")
                .setHeader("Content-Type", "text/plain")
                .header("Authorization", "bearer " + Account.API.token()));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void anOwnTextIsSentWithTheCodeAndTheMinutesInIt() {
        var user = Account.somebody();

        user.register("""
                {"factor_id":58959,"display_name":"x","expires_in":300,\
                "custom_message":"Acme: {{otp_code}}, good for {{otp_expiry}} min"}""");

        assertThat(Account.CONTROL.messagesTo(user.id()).get(0).text())
                .isEqualTo("Acme: " + user.lastCode() + ", good for 5 min");
    }

    @Test
    void anOwnTextMayHave160CharactersWithTheCodeInIt() {
        var fits = "x".repeat(154) + "{{otp_code}}";

        assertThat(Account.somebody().register(smsWithText(fits)).status()).isEqualTo(201);
        assertThat(Account.somebody().register(smsWithText("x" + fits)).status())
                .isEqualTo(422);
    }

    private static String smsWithText(String text) {
        return "{\"factor_id\":58959,\"display_name\":\"x\",\"custom_message\":\"%s\"}".formatted(text);
    }
}
