package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OneLogin Protect in the simulator: set-up, pushes and codes of the app. */
class ProtectTest {
    @Test
    @DisplayName("A registration contains a token for the app")
    void registrationHasATokenForTheApp() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.PROTECT);

        var created = user.register(SimulatedFactorType.PROTECT);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/factor_data/verification_token")).matches("[0-9]{2}-[0-9]{7}");
        assertThat(created.text("/factor_data/totp_url"))
                .isEqualTo("otpauth://totp/acme:user%d%%40example.com?secret=%s"
                        .formatted(user.id(), created.text("/factor_data/verification_token")));
        assertThat(created.json().get("factor_data")).hasSize(2);
        assertThat(user.lastMessage().kind()).isEqualTo("PROTECT");
        assertThat(user.lastMessage().to()).isEqualTo("My phone");
        assertThat(user.lastMessage().waitsFor()).isEqualTo(ExpectedResponse.PHONE_CODE);
        assertThat(user.lastMessage().code()).isNull();
    }

    @Test
    @DisplayName("The token typed into the app enrolls the device")
    void tokenTypedIntoTheAppEnrollsTheDevice() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.PROTECT);
        var created = user.register(SimulatedFactorType.PROTECT);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(user.poll(created).text("/device_id"));
    }

    @Test
    @DisplayName("The app's code enrolls the device too")
    void appCodeEnrollsTheDevice() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.PROTECT);
        var created = user.register(SimulatedFactorType.PROTECT);

        var reply = user.answer(created, user.appCode(user.pendingApp()));

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).hasSize(1);
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
    }

    @Test
    @DisplayName("A wrong code at the API leaves the registration pending")
    void wrongCodeAtTheApiLeavesTheRegistrationPending() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.PROTECT);
        var created = user.register(SimulatedFactorType.PROTECT);

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .text("/status"))
                .isEqualTo("pending");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A wrong token typed into the app rejects the registration")
    void wrongTokenTypedIntoTheAppRejectsTheRegistration() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.PROTECT);
        var created = user.register(SimulatedFactorType.PROTECT);

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A later verification sends a push")
    void laterVerificationSendsAPush() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);

        var created = user.challenge();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().has("factor_data")).isFalse();
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
        assertThat(user.lastMessage().kind()).isEqualTo("PROTECT");
        assertThat(user.lastMessage().waitsFor()).isEqualTo(ExpectedResponse.ANSWER);
    }

    @Test
    @DisplayName("An approved push is accepted")
    void approvedPushIsAccepted() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();

        SimulatorFixture.CONTROL.approve(user.id());

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
    }

    @Test
    @DisplayName("A denied push is rejected, and no code proves it afterwards")
    void deniedPushIsRejectedForGood() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();

        SimulatorFixture.CONTROL.deny(user.id());

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.REJECTED);
        assertThat(user.answerWithDevice(created, user.appCode(user.deviceId())).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("The app's code proves the verification of the push")
    void appCodeProvesTheSameVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();

        assertThat(user.answerWithDevice(created, user.appCode(user.deviceId())).status())
                .isEqualTo(200);
        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
    }

    @Test
    @DisplayName("A wrong code leaves the push open")
    void wrongCodeLeavesThePushOpen() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();
        assertThat(user.answerWithDevice(created, "no").text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.approve(user.id());

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("A new push replaces the previous push")
    void newPushReplacesThePreviousPush() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var first = user.challenge();
        var second = user.challenge();

        SimulatorFixture.CONTROL.approve(user.id());

        assertThat(user.poll(first).status()).isEqualTo(404);
        assertThat(user.poll(second).text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id()))
                .extracting(Message::state)
                .containsExactly(Message.MessageState.ACCEPTED, Message.MessageState.EXPIRED);
    }

    @Test
    @DisplayName("An unanswered push expires")
    void unansweredPushExpires() {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var api = new ApiCaller(simulator.baseUrl());
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven").withDevice("77", SimulatedFactorType.PROTECT));
            var verifications = "/api/2/mfa/users/7/verifications";
            var path = verifications + "/"
                    + api.post(verifications, "{\"device_id\":\"77\"}").text("/id");

            clock.advance(Duration.ofSeconds(119));
            assertThat(api.get(path).text("/status")).isEqualTo("pending");
            assertThat(control.messagesTo(7).get(0).state()).isEqualTo(Message.MessageState.OPEN);
            clock.advance(Duration.ofSeconds(1));
            assertThat(control.messagesTo(7).get(0).state()).isEqualTo(Message.MessageState.EXPIRED);
            assertThat(api.get(path).text("/name")).isEqualTo("NotFoundError");
        }
    }

    @Test
    @DisplayName("The simulator rejects a code without the device, and the code stays valid")
    void codeWithoutTheDeviceIsRejectedAndStaysValid() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();
        var code = user.appCode(user.deviceId());

        var reply = user.answer(created, code);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).contains("device_id");
        assertThat(user.answerWithDevice(created, code).text("/status")).isEqualTo("accepted");
    }
}
