package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations of devices with a code by SMS or e-mail. */
class RegistrationsTest {
    @Test
    @DisplayName("A registration is pending and sends the code by SMS")
    void registrationIsPendingAndSendsTheCode() {
        var user = SimulatorFixture.user();

        var reply = user.register(SimulatedFactorType.SMS);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/id")).matches("[0-9a-f-]{36}");
        assertThat(reply.text("/status")).isEqualTo("pending");
        assertThat(reply.text("/auth_factor_name")).isEqualTo("SMS");
        assertThat(reply.text("/type_display_name")).isEqualTo("OneLogin SMS");
        assertThat(reply.text("/user_display_name")).isEqualTo("My phone");
        assertThat(reply.text("/expires_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        var message = SimulatorFixture.CONTROL.messagesTo(user.id()).get(0);
        assertThat(message.kind()).isEqualTo("SMS");
        assertThat(message.to()).isEqualTo(user.user().phone());
        assertThat(message.code()).matches("[0-9]{6}");
        assertThat(message.text()).isEqualTo("Your OneLogin code is " + message.code() + ". It expires in 2 minutes.");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A code by e-mail has letters and digits")
    void emailCodeHasLettersAndDigits() {
        var user = SimulatorFixture.user();

        user.register(SimulatedFactorType.EMAIL);

        var message = SimulatorFixture.CONTROL.messagesTo(user.id()).get(0);
        assertThat(message.kind()).isEqualTo("EMAIL");
        assertThat(message.to()).isEqualTo(user.user().email());
        assertThat(message.code()).matches("[0-9A-Z]{6}");
    }

    @Test
    @DisplayName("The right code enrolls the device")
    void rightCodeEnrollsTheDevice() {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);

        var reply = user.answer(created, user.lastCode());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().isObject()).isTrue();
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.text("/id")).isEqualTo(created.text("/id"));
        assertThat(reply.json().get("device_id").textValue()).matches("[0-9]+");
        var device = SimulatorFixture.CONTROL.devicesOf(user.id()).get(0);
        assertThat(device.deviceId()).isEqualTo(reply.text("/device_id"));
        assertThat(device.userDisplayName()).isEqualTo("My phone");
        assertThat(device.isDefault()).isTrue();
        assertThat(SimulatorFixture.API.get(user.path("/factors")).json()).hasSize(1);
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("The second device is not the default")
    void secondDeviceIsNotTheDefault() {
        var user = SimulatorFixture.user();
        user.answer(user.register(SimulatedFactorType.SMS), user.lastCode());
        user.answer(user.register(SimulatedFactorType.EMAIL), user.lastCode());

        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::isDefault)
                .containsExactly(true, false);
    }

    @Test
    @DisplayName("A wrong code returns 200 with the status pending, and the right code stays valid")
    void wrongCodeIsPendingAndTheRightCodeStaysValid() {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.EMAIL);

        var wrong = user.answer(created, "no");

        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.text("/status")).isEqualTo("pending");
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).text("/status"))
                .isEqualTo("pending");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
        assertThat(user.answer(created, user.lastCode()).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("An accepted registration can't be answered again")
    void acceptedRegistrationCannotBeAnsweredAgain() {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);
        user.answer(created, user.lastCode());

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("The simulator accepts one of several concurrent right answers")
    void concurrentRightAnswersAreAcceptedOnce() {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);
        var code = user.lastCode();

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> user.answer(created, code)))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(reply -> reply.status() == 404).hasSize(7);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("A code as an integer loses its leading zeros")
    void integerCodeLosesItsLeadingZeros() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).code("012345").times(1));
        var withZero = user.register(SimulatedFactorType.SMS);
        assertThat(SimulatorFixture.API
                        .put(user.challengePath(withZero), "{\"otp\":12345}")
                        .text("/status"))
                .isEqualTo("pending");
        assertThat(user.answer(withZero, "12345").text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).code("912345").times(1));
        var without = user.register(SimulatedFactorType.SMS);
        assertThat(SimulatorFixture.API
                        .put(user.challengePath(without), "{\"otp\":912345}")
                        .text("/status"))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects an answer without a code")
    @ValueSource(strings = {"{}", "{\"otp\":null}", "{\"otp\":\"\"}", "{\"otp\":true}", "{\"otp\":1.5}"})
    void answerWithoutACodeIsRejected(String body) {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);

        assertThat(SimulatorFixture.API.put(user.challengePath(created), body).status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("A new registration ends the previous registration of the factor")
    void newRegistrationEndsThePreviousOneOfTheFactor() {
        var user = SimulatorFixture.user();
        var first = user.register(SimulatedFactorType.SMS);
        var firstCode = user.lastCode();
        var other = user.register(SimulatedFactorType.EMAIL);
        var second = user.register(SimulatedFactorType.SMS);

        assertThat(SimulatorFixture.API.get(user.challengePath(first)).status()).isEqualTo(404);
        assertThat(user.answer(first, firstCode).text("/name")).isEqualTo("NotFoundError");
        assertThat(SimulatorFixture.API.get(user.challengePath(other)).status()).isEqualTo(200);
        assertThat(user.answer(second, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("The registration of another user ends nothing")
    void registrationOfAnotherUserEndsNothing() {
        var user = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);
        SimulatorFixture.user().register(SimulatedFactorType.SMS);

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A registration belongs to one user")
    void registrationBelongsToOneUser() {
        var user = SimulatorFixture.user();
        var thief = SimulatorFixture.user();
        var created = user.register(SimulatedFactorType.SMS);

        assertThat(thief.answer(created, user.lastCode()).status()).isEqualTo(404);
        assertThat(SimulatorFixture.API.get(thief.challengePath(created)).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("A registration expires")
    void registrationExpires() {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var api = new ApiCaller(simulator.baseUrl());
            var alice = "/api/2/mfa/users/64515901/registrations";
            var created = api.post(alice, "{\"factor_id\":58959,\"display_name\":\"x\",\"expires_in\":\"180\"}");
            var path = alice + "/" + created.text("/id");
            assertThat(Instant.parse(created.text("/expires_at")))
                    .isEqualTo(clock.instant().plusSeconds(180));

            clock.advance(Duration.ofSeconds(179));
            assertThat(api.get(path).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            assertThat(api.get(path).text("/name")).isEqualTo("NotFoundError");
            assertThat(api.put(path, "{\"otp\":\"123456\"}").status()).isEqualTo(404);
        }
    }
}
