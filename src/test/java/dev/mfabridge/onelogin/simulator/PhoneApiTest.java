package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneApiTest {
    private static final String ACCEPT = "{\"answer\":\"accept\"}";
    private static final String REJECT = "{\"answer\":\"reject\"}";
    private static final String CODE = "{\"answer\":\"code\",\"code\":\"123456\"}";

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "x"})
    void anAnswerToAMessageThatNobodyGotIsNotFound(String id) {
        var reply = answer(id, ACCEPT);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("/error")).isEqualTo("There is no such message");
    }

    @ParameterizedTest
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
    void anAnswerThatIsNoneIsRefused(String body) {
        var user = Account.somebodyWith(FactorType.PROTECT);
        var created = user.challenge();

        var reply = answer(user.lastMessage().id(), body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).isNotEmpty();
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "PROTECT code push",
                "VOICE accept shows",
                "SMS accept typed",
                "SMS reject typed",
                "EMAIL code typed"
            })
    void anAnswerThatDoesNotFitTheMessageIsRefused(String kind, String answer, String word) {
        var user = Account.somebodyWith(FactorType.of(kind));
        var created = user.challenge();

        var reply = answer(user.lastMessage().id(), answer.equals("code") ? CODE : ACCEPT.replace("accept", answer));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).contains(word);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {REJECT, CODE})
    void aLinkIsClickedOrLeftAlone(String body) {
        var user = Account.somebodyWith(FactorType.EMAIL_LINK);
        user.challenge();

        assertThat(answer(user.lastMessage().id(), body).text("/error")).contains("link");
        assertThat(user.lastMessage().state()).isEqualTo(Message.State.OPEN);
    }

    @Test
    void aMessageIsAnsweredOnce() {
        var user = Account.somebodyWith(FactorType.PROTECT);
        var created = user.challenge();
        answer(user.lastMessage().id(), REJECT);

        var second = answer(user.lastMessage().id(), ACCEPT);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/error")).contains("over");
        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    void aMessageThatExpiredCannotBeAnswered() {
        var user = Account.somebodyWith(FactorType.PROTECT);
        user.challenge();
        Account.CONTROL.expirePending(user.id());

        assertThat(answer(user.lastMessage().id(), ACCEPT).status()).isEqualTo(409);
    }

    @Test
    void theMessageOfACodeSaysWhatHasBecomeOfIt() {
        var user = Account.somebodyWithSms();
        var created = user.challenge();
        assertThat(user.lastMessage().waitsFor()).isEqualTo(WaitsFor.CODE);
        assertThat(user.lastMessage().state()).isEqualTo(Message.State.OPEN);

        user.answer(created, user.lastCode());

        assertThat(user.lastMessage().state()).isEqualTo(Message.State.ACCEPTED);
    }

    @Test
    void theLastCodeIsThatOfTheNewestMessageThatHasOne() {
        var user = Account.somebodyOffered(FactorType.SMS, FactorType.VOICE);
        user.register(FactorType.SMS);
        user.register(FactorType.VOICE);

        assertThat(Account.CONTROL.messagesTo(user.id())).hasSize(2);
        assertThat(user.lastCode()).matches("[0-9]{6}");
    }

    @Test
    void theAppsOfAPersonAreThoseEnrolledAndThoseBeingEnrolled() {
        var user = Account.somebodyWith(FactorType.PROTECT);
        Account.CONTROL.addUser(user.user().offered(FactorType.AUTHENTICATOR, FactorType.SMS));
        user.register(FactorType.AUTHENTICATOR);
        var pending = user.appBeingEnrolled();
        user.register(FactorType.SMS);

        var apps = Account.CONTROL.appsOf(user.id());

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
    void anAppWhoseEnrolmentEndedIsGone() {
        var user = Account.somebodyOffered(FactorType.AUTHENTICATOR);
        user.register(FactorType.AUTHENTICATOR);

        Account.CONTROL.expirePending(user.id());

        assertThat(Account.CONTROL.appsOf(user.id())).isEmpty();
    }

    @Test
    void anAppShowsAnotherCodeWhenItsTimeIsOver() {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven").withDevice("77", FactorType.AUTHENTICATOR));
            var first = control.appsOf(7).get(0);
            var next = control.appCode(7, "77", Duration.ofSeconds(30));

            clock.advance(Duration.ofSeconds(first.secondsLeft() - 1));
            assertThat(control.appCode(7, "77")).isEqualTo(first.code());
            clock.advance(Duration.ofSeconds(1));
            assertThat(control.appCode(7, "77")).isEqualTo(next);
        }
    }

    @Test
    void aCodeOfNoAppIsRefused() {
        var user = Account.somebodyWithSms();

        assertThatThrownBy(() -> user.appCode(user.deviceId()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no app");
        assertThat(control("GET", "/_sim/apps?ahead=soon", "").status()).isEqualTo(400);
    }

    @Test
    void nothingOpenIsNothingToApprove() {
        var user = Account.somebodyWithSms();
        user.challenge();

        assertThatThrownBy(() -> Account.CONTROL.approve(user.id()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing is open");
    }

    @Test
    void aDevicesSecretCanBeGiven() {
        var user = Account.somebody();
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

    private static ApiCaller.Reply answer(Object messageId, String body) {
        return control("POST", "/_sim/messages/" + messageId + "/answer", body);
    }

    private static ApiCaller.Reply control(String method, String path, String body) {
        return Account.API.exchange(Account.API.json(method, path, body));
    }
}
