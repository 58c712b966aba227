package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phone part of the control API: messages, answers and authenticator apps. */
class PhoneApiTest {
    private static final String ACCEPT = "{\"answer\":\"accept\"}";
    private static final String REJECT = "{\"answer\":\"reject\"}";
    private static final String CODE = "{\"answer\":\"code\",\"code\":\"123456\"}";

    @ParameterizedTest
    @DisplayName("An answer to an unknown message is not found")
    @ValueSource(strings = {"0", "999999999", "x"})
    void answerToAnUnknownMessageIsNotFound(String id) {
        var reply = answer(id, ACCEPT);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("/error")).isEqualTo("There is no such message");
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects an invalid answer")
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"answer\":\"maybe\"}",
                "{\"answer\":\"code\"}",
                "{\"answer\":\"code\",\"code\":\" \"}",
                "{\"answer\":\"accept\",\"code\":\"1\"}",
                "{\"answer\":\"accept\",\"why\":\"x\"}"
            })
    void invalidAnswerIsRejected(String body) {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();

        var reply = answer(user.lastMessage().id(), body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).isNotEmpty();
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects an answer that doesn't fit the message")
    @CsvSource(
            delimiter = ' ',
            value = {
                "PROTECT code push",
                "VOICE accept shows",
                "SMS accept typed",
                "SMS reject typed",
                "EMAIL code typed"
            })
    void answerThatDoesNotFitTheMessageIsRejected(String kind, String answer, String word) {
        var user = SimulatorFixture.userWith(SimulatedFactorType.of(kind));
        var created = user.challenge();

        var reply = answer(user.lastMessage().id(), answer.equals("code") ? CODE : ACCEPT.replace("accept", answer));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).contains(word);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @DisplayName("The simulator accepts only a click on a link")
    @ValueSource(strings = {REJECT, CODE})
    void linkAcceptsOnlyAClick(String body) {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL_LINK);
        user.challenge();

        assertThat(answer(user.lastMessage().id(), body).text("/error")).contains("link");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.OPEN);
    }

    @Test
    @DisplayName("A message can be answered once")
    void messageIsAnsweredOnce() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        var created = user.challenge();
        answer(user.lastMessage().id(), REJECT);

        var second = answer(user.lastMessage().id(), ACCEPT);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/error")).contains("no longer open");
        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    @DisplayName("An expired message can't be answered")
    void expiredMessageCannotBeAnswered() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        user.challenge();
        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(answer(user.lastMessage().id(), ACCEPT).status()).isEqualTo(409);
    }

    @Test
    @DisplayName("A message with a code shows its state")
    void messageWithACodeShowsItsState() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();
        assertThat(user.lastMessage().waitsFor()).isEqualTo(ExpectedResponse.CODE);
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.OPEN);

        user.answer(created, user.lastCode());

        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
    }

    @Test
    @DisplayName("The last code is that of the newest message with a code")
    void lastCodeIsThatOfTheNewestMessageWithACode() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.SMS, SimulatedFactorType.VOICE);
        user.register(SimulatedFactorType.SMS);
        user.register(SimulatedFactorType.VOICE);

        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(2);
        assertThat(user.lastCode()).matches("[0-9]{6}");
    }

    @Test
    @DisplayName("The apps of a user are the enrolled apps and the pending apps")
    void appsAreTheEnrolledAndThePendingApps() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);
        SimulatorFixture.CONTROL.addUser(
                user.user().offered(SimulatedFactorType.AUTHENTICATOR, SimulatedFactorType.SMS));
        user.register(SimulatedFactorType.AUTHENTICATOR);
        var pending = user.pendingApp();
        user.register(SimulatedFactorType.SMS);

        var apps = SimulatorFixture.CONTROL.appsOf(user.id());

        assertThat(apps).extracting(AuthenticatorApp::deviceId).containsExactly(user.deviceId(), pending);
        assertThat(apps).extracting(AuthenticatorApp::kind).containsExactly("PROTECT", "AUTHENTICATOR");
        assertThat(apps).extracting(AuthenticatorApp::name).containsExactly("OneLogin Protect", "My phone");
        assertThat(apps).extracting(AuthenticatorApp::enrolled).containsExactly(true, false);
        assertThat(apps).allSatisfy(app -> {
            assertThat(app.code()).matches("[0-9]{6}");
            assertThat(app.secondsLeft()).isBetween(1L, 30L);
        });
    }

    @Test
    @DisplayName("The app of an expired registration is removed")
    void appOfAnExpiredRegistrationIsRemoved() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR);
        user.register(SimulatedFactorType.AUTHENTICATOR);

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(SimulatorFixture.CONTROL.appsOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("An app shows a new code after the time step")
    void appShowsANewCodeAfterTheTimeStep() {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven").withDevice("77", SimulatedFactorType.AUTHENTICATOR));
            var first = control.appsOf(7).get(0);
            var next = control.appCode(7, "77", Duration.ofSeconds(30));

            clock.advance(Duration.ofSeconds(first.secondsLeft() - 1));
            assertThat(control.appCode(7, "77")).isEqualTo(first.code());
            clock.advance(Duration.ofSeconds(1));
            assertThat(control.appCode(7, "77")).isEqualTo(next);
        }
    }

    @Test
    @DisplayName("The simulator rejects a request for the code of a device without an app")
    void codeOfADeviceWithoutAnAppIsRejected() {
        var user = SimulatorFixture.userWithSms();

        assertThatThrownBy(() -> user.appCode(user.deviceId()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no app");
        assertThat(control("GET", "/_sim/apps?ahead=soon", "").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("An approval needs an open message")
    void approvalNeedsAnOpenMessage() {
        var user = SimulatorFixture.userWithSms();
        user.challenge();

        assertThatThrownBy(() -> SimulatorFixture.CONTROL.approve(user.id()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing is open");
    }

    @Test
    @DisplayName("The secret of an app's device can be set")
    void deviceSecretCanBeSet() {
        var user = SimulatorFixture.user();
        var body =
                "{\"id\":%d,\"username\":\"u\",\"devices\":[{\"device_id\":\"%s\",\"kind\":\"%s\",\"default\":true,\"secret\":\"%s\"}]}";

        var given = body.formatted(user.id(), "9" + user.id(), "AUTHENTICATOR", "JBSWY3DPEHPK3PXP");
        assertThat(control("POST", "/_sim/users", given).text("/0/devices/0/secret"))
                .isEqualTo("JBSWY3DPEHPK3PXP");
        for (var wrong : new String[] {"AUTHENTICATOR short", "PROTECT JBSWY3DPEHPK3PX1", "SMS JBSWY3DPEHPK3PXP"}) {
            var parts = wrong.split(" ");
            assertThat(control("POST", "/_sim/users", body.formatted(user.id(), "1", parts[0], parts[1]))
                            .text("/error"))
                    .contains("secret");
        }
    }

    private static ApiCaller.CallerResponse answer(Object messageId, String body) {
        return control("POST", "/_sim/messages/" + messageId + "/answer", body);
    }

    private static ApiCaller.CallerResponse control(String method, String path, String body) {
        return SimulatorFixture.API.exchange(SimulatorFixture.API.json(method, path, body));
    }
}
