package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Start of registrations and verifications, lists of devices and factors, and errors. */
class OneLoginClientTest {
    private static final OneLoginId USER = new OneLoginId("64515901");
    private static final String ID = "406fefd4-8a36-4aee-880c-f3e4a928e27d";
    private static final OneLoginId CHALLENGE = new OneLoginId(ID);
    private static final OneTimeCode CODE = new OneTimeCode("012345");
    private static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofSeconds(240));

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @Test
    @DisplayName("A registration sends the factor as a number and the lifetime as text")
    void registrationSendsFactorAsNumberAndLifetimeAsText() {
        oneLogin.reply(201, "[{\"id\":\"" + ID + "\",\"status\":\"pending\",\"device_id\":3920373}]");

        var registration = client.startRegistration(USER, new OneLoginId("58959"), "Work phone", DELIVERY);

        assertThat(oneLogin.last().json())
                .contains("{\"factor_id\":58959,\"display_name\":\"Work phone\",\"expires_in\":\"240\"}");
        assertThat(registration)
                .isEqualTo(new Registration(
                        CHALLENGE, ChallengeStatus.PENDING, OneLoginId.parse("3920373"), FactorData.NONE));
    }

    @ParameterizedTest
    @DisplayName("The client needs only the id of a started registration or verification")
    @ValueSource(
            strings = {
                "{\"id\":\"" + ID + "\"}",
                "[{\"id\":\"" + ID + "\",\"status\":null,\"user_id\":null,\"expires_at\":null}]",
                "{\"id\":\"" + ID + "\",\"status\":\"begun\",\"factor_data\":\"none\"}"
            })
    void challengeNeedsOnlyItsId(String body) {
        oneLogin.reply(201, body).reply(201, body);

        assertThat(client.startVerification(USER, new OneLoginId("3920361"), DELIVERY))
                .isEqualTo(new Verification(CHALLENGE, ChallengeStatus.UNKNOWN, FactorData.NONE));
        assertThat(client.startRegistration(USER, new OneLoginId("58959"), "Work phone", DELIVERY))
                .isEqualTo(new Registration(CHALLENGE, ChallengeStatus.UNKNOWN, Optional.empty(), FactorData.NONE));
    }

    @Test
    @DisplayName("An unreadable answer never causes a second message")
    void unreadableAnswerSendsNoSecondMessage() {
        oneLogin.reply(201, "<html>");

        assertThatThrownBy(() -> client.startVerification(USER, new OneLoginId("3920361"), DELIVERY))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
        assertThat(oneLogin.requests()).hasSize(2);
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.FORGERY)
    @DisplayName("The client rejects an id that would change the URL")
    @ValueSource(strings = {"../../users", "1/2", "1?x=1", "", "é", "12345678901234567890", "null", "%2e"})
    void idThatWouldChangeTheUrlIsRejected(String id) {
        oneLogin.reply(201, "{\"id\":\"" + id + "\",\"status\":\"pending\"}");

        assertThatThrownBy(() -> client.startVerification(USER, new OneLoginId("3920361"), DELIVERY))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("The client reads an empty list of devices")
    void emptyDeviceListIsRead() {
        oneLogin.reply(200, "[]");

        assertThat(client.devices(USER).items()).isEmpty();
    }

    @Test
    @DisplayName("The client omits and reports an unreadable item of a list")
    void unreadableListItemIsOmittedAndReported() {
        oneLogin.reply(
                        200,
                        "[{\"auth_factor_name\":\"SMS\"},{\"device_id\":\"user_temp_otp_36216766\"},{\"device_id\":\"../1\"},"
                                + "{\"device_id\":3920371,\"auth_factor_name\":\"SMS\"}]")
                .reply(
                        200,
                        "[{\"factor_id\":58959,\"name\":\"Text\",\"auth_factor_name\":\"SMS\"},{\"name\":\"Odd\"}]");

        var devices = client.devices(USER);
        var factors = client.factors(USER);

        assertThat(devices.items())
                .extracting(Device::id)
                .extracting(OneLoginId::value)
                .containsExactly("user_temp_otp_36216766", "3920371");
        assertThat(devices.isComplete()).isFalse();
        assertThat(devices.unreadable())
                .containsExactly(
                        "GET /api/2/mfa/users/{user_id}/devices: item 1 of 4 has no usable device_id",
                        "GET /api/2/mfa/users/{user_id}/devices: item 3 of 4 has no usable device_id");
        assertThat(factors.items()).containsExactly(new Factor(new OneLoginId("58959"), "Text", "SMS"));
        assertThat(factors.unreadable()).hasSize(1);
    }

    @Test
    @DisplayName("The type's name distinguishes devices of one factor type")
    void typeNameDistinguishesDevicesOfOneFactorType() {
        oneLogin.reply(
                200,
                "[{\"device_id\":\"1\",\"user_display_name\":\"Mine\",\"type_display_name\":\"Email Magic Link\"},"
                        + "{\"device_id\":\"2\",\"type_display_name\":\"Email OTP\"},{\"device_id\":3}]");

        assertThat(client.devices(USER).items())
                .containsExactly(
                        new Device(new OneLoginId("1"), "Mine", "Email Magic Link", "", false),
                        new Device(new OneLoginId("2"), "Email OTP", "Email OTP", "", false),
                        new Device(new OneLoginId("3"), "OneLogin", "", "", false));
    }

    @Test
    @DisplayName("The exception names the scope that the API credential lacks")
    void missingScopeIsNamed() {
        var noScope =
                "{\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\",\"message\":\"Insufficient Permission\"}}";
        oneLogin.reply(401, noScope).token("t1").reply(401, noScope);

        assertThatThrownBy(() -> client.devices(USER))
                .isInstanceOf(OneLoginException.ScopeMissing.class)
                .hasMessageContaining("the API credential lacks the scope Manage All");
    }

    @ParameterizedTest
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("An error or unreadable answer is never an empty list of devices (S2)")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''",
                "200 | <html></html>",
                "200 | {}",
                "200 | [{}]",
                "200 | [{\"device_id\":\"1/2\"},{\"auth_factor_name\":\"SMS\"},7]",
                "200 | {\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\"}}",
                "200 | [null]",
                "200 | []<html>",
                "404 | {\"statusCode\":404,\"name\":\"NotFound\"}",
                "500 | []",
                "302 | []"
            })
    void errorIsNeverAnEmptyDeviceList(int status, String body) {
        oneLogin.reply(status, body);

        assertThatThrownBy(() -> client.devices(USER)).isInstanceOf(OneLoginException.class);
    }

    @ParameterizedTest
    @DisplayName("The exception contains the name of an error in every form, but not the error's message (S7)")
    @ValueSource(
            strings = {
                "{\"statusCode\":403,\"name\":\"ForbiddenAction\",\"message\":\"code 012345\"}",
                "{\"status\":{\"error\":true,\"code\":403,\"type\":\"ForbiddenAction\",\"message\":[\"code 012345\"]}}",
                "{\"error\":true,\"code\":403,\"type\":\"ForbiddenAction\",\"message\":\"code 012345\"}"
            })
    void errorIsNamedWithoutItsMessage(String body) {
        oneLogin.reply(403, body);

        assertThatThrownBy(() -> client.pollVerification(USER, CHALLENGE))
                .isInstanceOf(OneLoginException.Refused.class)
                .hasMessage("GET /api/2/mfa/users/{user_id}/verifications/{verification_id}: OneLogin answered HTTP 403"
                        + " ForbiddenAction (X-Request-Id 5F188CDE-49E1609A)");
    }

    @Test
    @DisplayName("The texts of values contain no secret, code or token (S7)")
    void textsContainNoSecret() {
        var account = new OneLoginAccount(URI.create("https://example.onelogin.com"), "id", "client-secret");

        assertThat(account.toString() + CODE + oneLogin.token("t9").send(null) + Optional.of(CODE))
                .doesNotContain("client-secret", "012345", "t9");
    }
}
