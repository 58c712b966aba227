package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Default answers, read as OneLogin's own SDKs read them (python 2.0.4, Java 2.1.0), and calls as these SDKs make them. The
 * project doesn't depend on the SDKs: this test states what their code needs.
 *
 * <p>Both SDKs read a registration or verification as a bare object. The array on two of OneLogin's pages is an error to the
 * Java SDK, and no answer to the python SDK. Both read {@code expires_at} as a date if the field is present. The Java SDK reads
 * every value in {@code factor_data} as a text. The python SDK reads an answer with a {@code status} as an error when it
 * requests a token. Both read lists as arrays of objects, and continue with the next page if there is an {@code After-Cursor}.
 */
class SdkReadingTest {
    static Stream<SimulatedFactorType> factors() {
        return Stream.of(
                SimulatedFactorType.SMS,
                SimulatedFactorType.EMAIL,
                SimulatedFactorType.EMAIL_LINK,
                SimulatedFactorType.VOICE,
                SimulatedFactorType.AUTHENTICATOR,
                SimulatedFactorType.PROTECT);
    }

    @ParameterizedTest
    @DisplayName("The SDKs can read an enrollment")
    @MethodSource("factors")
    void enrollmentIsReadable(SimulatedFactorType factor) {
        var user = SimulatorFixture.userOffered(factor);

        // The Java SDK sends every parameter of its method.
        var started = user.register("""
                {"factor_id":%d,"display_name":"My Device","number":null,"verified":false,"expires_in":null,\
                "custom_message":null}""".formatted(factor.id()));

        assertThat(started.status()).isEqualTo(201);
        assertRecord(started.json());
        assertThat(started.json().get("status").isTextual()).isTrue();
        assertRecord(user.poll(started).json());
    }

    @ParameterizedTest
    @DisplayName("The SDKs can read an activation")
    @MethodSource("factors")
    void activationIsReadable(SimulatedFactorType factor) {
        var user = SimulatorFixture.userWith(factor);

        var started = user.challenge(
                "{\"device_id\":\"%s\",\"expires_in\":120,\"custom_message\":null}".formatted(user.deviceId()));

        assertThat(started.status()).isEqualTo(201);
        assertRecord(started.json());
        // If there is a user_id, the SDKs read the id as the id of the verification.
        assertThat(started.json().has("user_id")).isTrue();
        assertThat(started.text("/device_id")).matches("[0-9]+");
        assertRecord(user.poll(started).json());
    }

    @ParameterizedTest
    @DisplayName("The SDKs can read a verification with the device as a text or a number")
    @ValueSource(strings = {"\"%s\"", "%s"})
    void verificationWithEachTypeOfDeviceIdIsReadable(String device) {
        var user = SimulatorFixture.userWithSms();
        var started = user.challenge();

        var reply = SimulatorFixture.API.put(
                user.challengePath(started),
                "{\"otp\":\"%s\",\"device_id\":%s}".formatted(user.lastCode(), device.formatted(user.deviceId())));

        assertThat(reply.status()).isEqualTo(200);
        assertRecord(reply.json());
    }

    @Test
    @DisplayName("The SDKs can read a verified enrollment")
    void verifiedEnrollmentIsReadable() {
        var user = SimulatorFixture.user();

        assertRecord(user.answer(user.register(SimulatedFactorType.SMS), user.lastCode())
                .json());
    }

    @Test
    @DisplayName("Factors and devices are lists of objects")
    void factorsAndDevicesAreListsOfObjects() {
        var user = SimulatorFixture.userWithSms();

        for (var list : List.of("/factors", "/devices")) {
            var json = SimulatorFixture.API.get(user.path(list)).json();

            assertThat(json.isArray()).isTrue();
            assertThat(json).isNotEmpty().allMatch(JsonNode::isObject);
        }
    }

    @Test
    @DisplayName("The answer to a removal has no body")
    void removalHasNoBody() {
        var user = SimulatorFixture.userWithSms();

        var reply = SimulatorFixture.API.delete(user.path("/devices/" + user.deviceId()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    @DisplayName("The SDKs can read a temporary token")
    void temporaryTokenIsReadable() {
        var reply = SimulatorFixture.API.post(
                SimulatorFixture.user().path("/mfa_token"), "{\"expires_in\":259200,\"reusable\":false}");

        assertThat(reply.json().isObject()).isTrue();
        assertThat(Instant.parse(reply.text("/expires_at"))).isAfter(Instant.now());
    }

    @Test
    @DisplayName("The SDKs can read a token")
    void tokenIsReadable() {
        var reply = SimulatorFixture.API.exchange(SimulatorFixture.API
                .json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT)
                .header("Authorization", "client_id:onelogin-demo-client, client_secret:onelogin-demo-secret"));

        assertThat(reply.json().has("status")).isFalse();
        assertThat(OffsetDateTime.parse(reply.text("/created_at"))).isNotNull();
        assertThat(reply.json().get("expires_in").isInt()).isTrue();
    }

    private static void assertRecord(JsonNode json) {
        assertThat(json.isObject()).isTrue();
        assertThat(json.get("id").isTextual()).isTrue();
        if (json.has("expires_at")) {
            assertThat(Instant.parse(json.get("expires_at").textValue())).isAfter(Instant.now());
        }
        if (json.has("factor_data")) {
            assertThat(json.get("factor_data")).isNotEmpty().allMatch(JsonNode::isTextual);
        }
    }
}
