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
 * The default answers, read as OneLogin's own SDKs read them (python 2.0.4, Java 2.1.0), and calls as these make them. The SDKs
 * are no dependency of this project: this is what their code needs.
 *
 * <p>Both read one registration or verification as a bare object: the array on two of OneLogin's pages is an error to the Java
 * SDK, and no answer to the python SDK. Both read {@code expires_at} as a date where it is there; the Java SDK takes every value
 * in {@code factor_data} for a text; the python SDK takes an answer with a {@code status} for an error when it asks for a token.
 * Both read lists as arrays of objects, and go on to the next page where there is an {@code After-Cursor}.
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
        var user = SimulatorFixture.somebodyOffered(factor);

        // The Java SDK names every parameter that its method has.
        var begun = user.register("""
                {"factor_id":%d,"display_name":"My Device","number":null,"verified":false,"expires_in":null,\
                "custom_message":null}""".formatted(factor.id()));

        assertThat(begun.status()).isEqualTo(201);
        assertRecord(begun.json());
        assertThat(begun.json().get("status").isTextual()).isTrue();
        assertRecord(user.asked(begun).json());
    }

    @ParameterizedTest
    @DisplayName("The SDKs can read an activation")
    @MethodSource("factors")
    void activationIsReadable(SimulatedFactorType factor) {
        var user = SimulatorFixture.somebodyWith(factor);

        var begun = user.challenge(
                "{\"device_id\":\"%s\",\"expires_in\":120,\"custom_message\":null}".formatted(user.deviceId()));

        assertThat(begun.status()).isEqualTo(201);
        assertRecord(begun.json());
        // With a user_id, the SDKs take the id for the verification's own.
        assertThat(begun.json().has("user_id")).isTrue();
        assertThat(begun.text("/device_id")).matches("[0-9]+");
        assertRecord(user.asked(begun).json());
    }

    @ParameterizedTest
    @DisplayName("The SDKs can read a verification with the device as a text or a number")
    @ValueSource(strings = {"\"%s\"", "%s"})
    void verificationWithEachTypeOfDeviceIdIsReadable(String device) {
        var user = SimulatorFixture.somebodyWithSms();
        var begun = user.challenge();

        var reply = SimulatorFixture.API.put(
                user.place(begun),
                "{\"otp\":\"%s\",\"device_id\":%s}".formatted(user.lastCode(), device.formatted(user.deviceId())));

        assertThat(reply.status()).isEqualTo(200);
        assertRecord(reply.json());
    }

    @Test
    @DisplayName("The SDKs can read a verified enrollment")
    void verifiedEnrollmentIsReadable() {
        var user = SimulatorFixture.somebody();

        assertRecord(user.answer(user.register(SimulatedFactorType.SMS), user.lastCode())
                .json());
    }

    @Test
    @DisplayName("Factors and devices are lists of objects")
    void factorsAndDevicesAreListsOfObjects() {
        var user = SimulatorFixture.somebodyWithSms();

        for (var list : List.of("/factors", "/devices")) {
            var json = SimulatorFixture.API.get(user.path(list)).json();

            assertThat(json.isArray()).isTrue();
            assertThat(json).isNotEmpty().allMatch(JsonNode::isObject);
        }
    }

    @Test
    @DisplayName("The answer to a removal has no body")
    void removalHasNoBody() {
        var user = SimulatorFixture.somebodyWithSms();

        var reply = SimulatorFixture.API.delete(user.path("/devices/" + user.deviceId()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    @DisplayName("The SDKs can read a temporary token")
    void temporaryTokenIsReadable() {
        var reply = SimulatorFixture.API.post(
                SimulatorFixture.somebody().path("/mfa_token"), "{\"expires_in\":259200,\"reusable\":false}");

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
