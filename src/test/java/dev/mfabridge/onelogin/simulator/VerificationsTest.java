package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifications of enrolled devices with a code by SMS or e-mail. */
class VerificationsTest {
    @Test
    @DisplayName("A verification has no status and sends the code")
    void verificationHasNoStatusAndSendsTheCode() {
        var user = SimulatorFixture.userWithSms();

        var reply = user.challenge();

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/id")).matches("[0-9a-f-]{36}");
        assertThat(reply.json().has("status")).isFalse();
        assertThat(reply.json().get("user_id").textValue()).isEqualTo(Long.toString(user.id()));
        assertThat(reply.json().get("device_id").textValue()).isEqualTo(user.deviceId());
        assertThat(reply.text("/auth_factor_name")).isEqualTo("SMS");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("The device can be a number")
    void deviceCanBeANumber() {
        var user = SimulatorFixture.userWithSms();

        assertThat(user.challenge("{\"device_id\":%s,\"expires_in\":240}".formatted(user.deviceId()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("The right code is a success")
    void rightCodeIsASuccess() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();

        var reply = user.answer(created, user.lastCode());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().properties())
                .extracting(field -> field.getKey() + "=" + field.getValue().textValue())
                .containsExactly("id=" + created.text("/id"), "status=accepted", "device_id=" + user.deviceId());
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("A right code is valid once")
    void rightCodeIsValidOnce() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();
        user.answer(created, user.lastCode());

        assertThat(user.answer(created, user.lastCode()).text("/name")).isEqualTo("NotFoundError");
    }

    @Test
    @DisplayName("A wrong code returns 200 with the status pending, and the right code stays valid")
    void wrongCodeIsPendingAndTheRightCodeStaysValid() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL);
        var created = user.challenge();

        var wrong = user.answer(created, "no");

        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.text("/status")).isEqualTo("pending");
        assertThat(wrong.text("/id")).isEqualTo(created.text("/id"));
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).text("/status"))
                .isEqualTo("pending");
        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("The answer with the code can name the challenged device, but no other device")
    void codeCanNameItsOwnDeviceButNoOther() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();
        var body = "{\"otp\":\"%s\",\"device_id\":%s}";

        assertThat(SimulatorFixture.API
                        .put(user.challengePath(created), body.formatted(user.lastCode(), 1))
                        .status())
                .isEqualTo(422);
        assertThat(SimulatorFixture.API
                        .put(user.challengePath(created), body.formatted(user.lastCode(), user.deviceId()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("A new verification ends the previous verification of the device")
    void newVerificationEndsThePreviousOneOfTheDevice() {
        var user = SimulatorFixture.userWithSms();
        var first = user.challenge();
        var firstCode = user.lastCode();
        var second = user.challenge();

        assertThat(user.answer(first, firstCode).status()).isEqualTo(404);
        assertThat(user.answer(second, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A removed device proves nothing")
    void removedDeviceProvesNothing() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();

        SimulatorFixture.CONTROL.deleteDevice(user.id(), user.deviceId());

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(404);
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("The device of another user is not found")
    void deviceOfAnotherUserIsNotFound() {
        var user = SimulatorFixture.userWithSms();
        var other = SimulatorFixture.userWithSms();

        var reply = user.challenge("{\"device_id\":\"%s\"}".formatted(other.deviceId()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("/name")).isEqualTo("NotFoundError");
    }

    @Test
    @DisplayName("The verification of another user is not found")
    void verificationOfAnotherUserIsNotFound() {
        var user = SimulatorFixture.userWithSms();
        var other = SimulatorFixture.userWithSms();

        assertThat(other.answer(user.challenge(), user.lastCode()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a missing field and a field that doesn't suit the device")
    @ValueSource(
            strings = {
                "{}",
                "{\"device_id\":\"x\"}",
                "{\"device_id\":%s,\"expires_in\":\"1\"}",
                "{\"device_id\":%s,\"redirect_to\":\"https://example.com\"}",
                "{\"device_id\":%s,\"otp\":\"123456\"}"
            })
    void missingOrUnsuitableFieldIsRejected(String body) {
        var user = SimulatorFixture.userWithSms();

        assertThat(user.challenge(body.formatted(user.deviceId())).status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("An e-mail can have a redirect, but no custom text")
    void emailCanHaveARedirectButNoCustomText() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL);
        var body = "{\"device_id\":%s,\"%s\":\"https://example.com\"}";

        assertThat(user.challenge(body.formatted(user.deviceId(), "redirect_to"))
                        .status())
                .isEqualTo(201);
        assertThat(user.challenge(body.formatted(user.deviceId(), "custom_message"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("The simulator rejects a factor that can't be verified through the API")
    void factorOutsideTheApiIsRejected() {
        var reply = SimulatorFixture.userWith(SimulatedFactorType.of("Duo Security"))
                .challenge();

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isEqualTo("Duo Security can't be verified through the API");
    }
}
