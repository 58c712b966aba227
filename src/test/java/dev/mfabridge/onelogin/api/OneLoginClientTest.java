package dev.mfabridge.onelogin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLoginClientTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final String ID = "406fefd4-8a36-4aee-880c-f3e4a928e27d";
    private static final OneLoginId CHALLENGE = new OneLoginId(ID);
    private static final Code CODE = new Code("012345");
    private static final Delivery DELIVERY = Delivery.within(Duration.ofSeconds(240));

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @Test
    void aRegistrationIsBegunWithTheFactorAsANumberAndTheLifetimeAsText() {
        oneLogin.reply(201, "[{\"id\":\"" + ID + "\",\"status\":\"pending\",\"device_id\":3920373}]");

        var registration = client.register(USER, new OneLoginId("58959"), "Work phone", DELIVERY);

        assertThat(oneLogin.last().json())
                .contains("{\"factor_id\":58959,\"display_name\":\"Work phone\",\"expires_in\":\"240\"}");
        assertThat(registration)
                .isEqualTo(new Registration(CHALLENGE, Status.PENDING, OneLoginId.parse("3920373"), FactorData.NONE));
    }

    @Test
    void aMessageIsNeverSentTwiceBecauseTheAnswerWasUnreadable() {
        oneLogin.reply(201, "<html>");

        assertThatThrownBy(() -> client.challenge(USER, new OneLoginId("3920361"), DELIVERY))
                .isInstanceOf(OneLoginException.Unintelligible.class);
        assertThat(oneLogin.said()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../users", "1/2", "1?x=1", "", "é", "12345678901234567890", "null", "%2e"})
    void anIdThatWouldChangeTheUrlIsRefused(String id) {
        oneLogin.reply(201, "{\"id\":\"" + id + "\",\"status\":\"pending\"}");

        assertThatThrownBy(() -> client.challenge(USER, new OneLoginId("3920361"), DELIVERY))
                .isInstanceOf(OneLoginException.Unintelligible.class);
    }

    @Test
    void noDevicesAreNoDevices() {
        oneLogin.reply(200, "[]");

        assertThat(client.devices(USER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''",
                "200 | <html></html>",
                "200 | {}",
                "200 | [{}]",
                "200 | [{\"device_id\":\"3920360\"},{\"auth_factor_name\":\"SMS\"}]",
                "200 | {\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\"}}",
                "200 | [null]",
                "200 | []<html>",
                "404 | {\"statusCode\":404,\"name\":\"NotFound\"}",
                "500 | []",
                "302 | []"
            })
    void anErrorOrAnUnreadableAnswerIsNeverTakenForNoDevices(int status, String body) {
        oneLogin.reply(status, body);

        assertThatThrownBy(() -> client.devices(USER)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":403,\"name\":\"ForbiddenAction\",\"message\":\"code 012345\"}",
                "{\"status\":{\"error\":true,\"code\":403,\"type\":\"ForbiddenAction\",\"message\":[\"code 012345\"]}}",
                "{\"error\":true,\"code\":403,\"type\":\"ForbiddenAction\",\"message\":\"code 012345\"}"
            })
    void anErrorIsNamedInEachOfItsFormsAndItsMessageIsNot(String body) {
        oneLogin.reply(403, body);

        assertThatThrownBy(() -> client.verifyChallenge(USER, CHALLENGE, CODE))
                .isInstanceOf(OneLoginException.Refused.class)
                .hasMessage("PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}: OneLogin answered HTTP 403"
                        + " ForbiddenAction (X-Request-Id 5F188CDE-49E1609A)");
    }

    @Test
    void nothingSecretIsInAText() {
        var account = new Account(URI.create("https://example.onelogin.com"), "id", "client-secret");

        assertThat(account.toString() + CODE + oneLogin.token("t9").send(null) + Optional.of(CODE))
                .doesNotContain("client-secret", "012345", "t9");
    }
}
