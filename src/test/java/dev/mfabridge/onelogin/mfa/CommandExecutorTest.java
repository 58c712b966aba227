package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SENT;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginException.Unreachable;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.UserField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands with OneLogin's answers: the permits that they use, the events that they return (S1, S3, S4, S5). */
class CommandExecutorTest {
    private static final Challenge SMS_SENT = MfaFixtures.challenge(PHONE, LATER, LATER);
    private static final Command FIND = new Command.FindUser();
    private static final Command MESSAGE = new Command.StartVerification(PHONE, Duration.ofMinutes(2), false);
    private static final Command CODE = new Command.VerifyCode(SMS_SENT, new OneTimeCode("012345"));
    private static final Command.PollChallenge POLL = new Command.PollChallenge(SMS_SENT);
    private static final String STARTED = "{\"id\":\"" + SENT + "\",\"device_id\":\"" + PHONE.id() + "\"}";
    private static final String NOT_SENT = "not sent";
    private static final String LOST = "lost";
    private static final String REFUSED = "refused";

    private final ExecutedCommands oneLogin = new ExecutedCommands();

    static Stream<Arguments> failures() {
        var call = "call";
        return Stream.of(
                arguments(FIND, NOT_SENT, List.of(call, "-call")),
                arguments(FIND, LOST, List.of(call)),
                arguments(FIND, REFUSED, List.of(call)),
                arguments(MESSAGE, NOT_SENT, List.of(call, "message", "-message", "-call")),
                arguments(MESSAGE, LOST, List.of(call, "message")),
                arguments(MESSAGE, REFUSED, List.of(call, "message", "-message")),
                arguments(CODE, NOT_SENT, List.of("attempt", "-attempt")),
                arguments(CODE, LOST, List.of("attempt")),
                arguments(CODE, REFUSED, List.of("attempt")),
                arguments(POLL, NOT_SENT, List.of("poll")),
                arguments(POLL, LOST, List.of("poll")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("A failed command keeps the permits of what OneLogin may have done (S3, S4, S5)")
    void failedCommandKeepsPermitsOfWhatWasDone(Command command, String failure, List<String> permits) {
        oneLogin.fail(exception(failure)).execute(command);

        assertThat(oneLogin.permits).isEqualTo(permits);
        assertThat(oneLogin.failures).hasSize(1);
    }

    private static OneLoginException exception(String failure) {
        return switch (failure) {
            case NOT_SENT -> Unreachable.notProcessed("refused connection", null);
            case LOST -> new OneLoginException.TimedOut("no answer");
            default -> new OneLoginException.Refused("HTTP 422");
        };
    }

    static Stream<OneLoginException> callsThatOneLoginNeverGot() {
        return Stream.of(
                new OneLoginException.Busy("busy"),
                new OneLoginException.OutOfTime("out of time"),
                new OneLoginException.PoolExhausted("no connection"),
                new OneLoginException.BudgetExhausted("budget", LATER, false));
    }

    @ParameterizedTest
    @MethodSource("callsThatOneLoginNeverGot")
    @DisplayName("A call that a limit of the extension ends uses up no permit (S5)")
    void ownLimitUsesUpNoPermit(OneLoginException limit) {
        oneLogin.fail(limit).execute(FIND);

        assertThat(oneLogin.permits).containsExactly("call", "-call");
    }

    @Test
    @DisplayName("A call that OneLogin rejects for its rate limit uses up its permit (S4)")
    void rateLimitedCallUsesUpPermit() {
        oneLogin.answer(429, "{}").execute(FIND);

        assertThat(oneLogin.permits).containsExactly("call");
    }

    @Test
    @DisplayName("A sent message uses up a permit for messages and none for calls (S4)")
    void sentMessageUsesUpPermitForMessages() {
        var event = oneLogin.answer(201, STARTED).execute(MESSAGE);

        assertThat(event).isInstanceOf(OneLoginEvent.VerificationStarted.class);
        assertThat(oneLogin.permits).containsExactly("call", "message", "-call");
    }

    @Test
    @DisplayName("A registration that sends no message uses up a permit for calls only")
    void registrationOfAppUsesUpPermitForCalls() {
        var app = new OfferedFactor(USER, SENT, FactorType.AUTHENTICATOR, new Label("Authenticator"));
        var event = oneLogin.answer(201, STARTED)
                .execute(new Command.StartRegistration(app, Duration.ofMinutes(2), false, List.of()));

        assertThat(event).isInstanceOf(OneLoginEvent.RegistrationStarted.class);
        assertThat(oneLogin.permits).containsExactly("call");
    }

    @Test
    @DisplayName("A command beyond a limit sends nothing and says when to continue (S3, S4)")
    void commandBeyondLimitSendsNothing() {
        assertThat(oneLogin.exhaust("message").execute(MESSAGE))
                .isEqualTo(new OneLoginEvent.LimitReached(PHONE, LATER));
        assertThat(oneLogin.exhaust("attempt").execute(CODE)).isEqualTo(new OneLoginEvent.CodeAttemptsExhausted(LATER));
        assertThat(oneLogin.exhaust("call").execute(MESSAGE))
                .isEqualTo(new OneLoginEvent.CommandFailed(MESSAGE, FailureReason.TOO_MANY_REQUESTS));
        assertThat(oneLogin.exhaust("poll").execute(POLL)).isEqualTo(polled(PollResult.Status.PENDING));
        assertThat(oneLogin.calls).isEmpty();
    }

    @Test
    @DisplayName("Without an access token, neither a message nor an attempt is used up (S5)")
    void nothingIsUsedUpWithoutToken() {
        oneLogin.failTokens(new OneLoginException.Unauthorized("HTTP 401"));

        assertThat(oneLogin.execute(MESSAGE))
                .isEqualTo(new OneLoginEvent.CommandFailed(MESSAGE, FailureReason.CREDENTIALS_REFUSED));
        assertThat(oneLogin.execute(CODE))
                .isEqualTo(new OneLoginEvent.CommandFailed(CODE, FailureReason.CREDENTIALS_REFUSED));
        assertThat(oneLogin.permits).containsExactly("call");
    }

    @Test
    @DisplayName("A check or a poll whose answer is lost may have been processed (S5)")
    void lostAnswersMayHaveBeenProcessed() {
        var lost = new OneLoginException.TimedOut("no answer");

        assertThat(oneLogin.fail(lost).execute(CODE)).isEqualTo(new OneLoginEvent.CodeUnanswered());
        assertThat(oneLogin.fail(lost).execute(POLL)).isEqualTo(new OneLoginEvent.PollUnanswered());
        assertThat(oneLogin.fail(exception(NOT_SENT)).execute(CODE))
                .isEqualTo(new OneLoginEvent.CommandFailed(CODE, FailureReason.UNREACHABLE));
    }

    @Test
    @DisplayName("An acceptance that names another device is none (S1)")
    void acceptanceOfOtherDeviceIsNone() {
        var accepted = "{\"id\":\"" + SENT + "\",\"status\":\"accepted\",\"device_id\":\"%s\"}";
        var own = accepted.formatted(PHONE.id());
        var other = accepted.formatted(MfaFixtures.APP.id());

        assertThat(oneLogin.answer(200, own).poll(POLL)).asString().contains("ACCEPTED");
        assertThat(oneLogin.answer(200, other).execute(POLL)).isEqualTo(new OneLoginEvent.PollUnanswered());
        assertThat(oneLogin.answer(200, other).execute(CODE)).isEqualTo(new OneLoginEvent.CodeUnanswered());
        assertThat(oneLogin.answer(200, own).execute(CODE)).asString().contains(CodeCheck.Verdict.ACCEPTED.name());
    }

    @ParameterizedTest
    @DisplayName("A user who can't be found or used is no user, with the reason")
    @CsvSource(delimiter = '|', textBlock = """
                    USER_NOT_FOUND | []
                    USER_AMBIGUOUS | [{"id":1,"email":"a@b.com"},{"id":2,"email":"a@b.com"}]
                    USER_SUSPENDED | [{"id":1,"email":"a@b.com","status":2,"state":1}]
                    """)
    void unusableUserIsNoUser(FailureReason reason, String users) {
        var event = oneLogin.answer(200, users).execute(FIND, new UserReference.ByField(UserField.EMAIL, "a@b.com"));

        assertThat(event).isEqualTo(new OneLoginEvent.UserNotFound(reason, new QueryPurpose.SelectDevice(List.of())));
        assertThat(oneLogin.calls).containsExactly("GET /api/2/users");
    }

    private static OneLoginEvent polled(PollResult.Status status) {
        return new OneLoginEvent.Polled(new PollResult(status, Optional.empty()));
    }
}
