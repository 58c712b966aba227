package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PUSH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands of one request, and what they lead to. */
class ConversationTest {
    private final List<Command> commands = new ArrayList<>();

    @Test
    @DisplayName("A conversation executes each command until a page is due, and keeps the removed devices")
    void commandsAreExecutedUntilPageIsDue() {
        var answers = List.of("no devices, two known", "a factor", "registration PENDING")
                .iterator();

        var outcome = advance(
                command -> (OneLoginEvent) MfaEvents.named(answers.next()),
                new UserEvent.PageOpened(List.of(PHONE, PUSH)));

        assertThat(commands)
                .hasExactlyElementsOfTypes(
                        Command.ListDevices.class, Command.ListFactors.class, Command.StartRegistration.class);
        assertThat(outcome.state()).isInstanceOf(State.AwaitingCode.class);
        assertThat(outcome.removedDevices()).containsExactly(PHONE, PUSH);
    }

    @Test
    @DisplayName("A conversation passes on the notice of its last event")
    void noticeOfLastEventIsPassedOn() {
        var conversation = conversation(command -> new OneLoginEvent.PollUnanswered());

        var outcome = conversation.advance(MfaStates.named("awaiting"), MfaEvents.named("enters no code"));

        assertThat(outcome.notice()).contains(Notice.CODE_MISSING);
        assertThat(commands).isEmpty();
    }

    @Test
    @DisplayName("A conversation fails after eight commands, since OneLogin's answers contradict one another")
    void contradictingAnswersEndConversation() {
        var outcome =
                advance(command -> (OneLoginEvent) MfaEvents.named("user found"), new UserEvent.PageOpened(List.of()));

        assertThat(commands).hasSize(8);
        assertThat(outcome.state()).isEqualTo(new State.Failed(FailureReason.UNAVAILABLE, NOW));
        assertThat(outcome.notice()).isEmpty();
    }

    @Test
    @DisplayName("The outcome of two events has the last state, and each removed device once")
    void outcomeOfTwoEventsJoinsRemovedDevices() {
        var first = new Outcome(new State.Start(), Optional.of(Notice.TOO_SOON), List.of(PHONE));
        var second = new Outcome(MfaStates.named("awaiting"), Optional.empty(), List.of(PUSH, PHONE));

        assertThat(second.after(first))
                .isEqualTo(new Outcome(MfaStates.named("awaiting"), Optional.empty(), List.of(PHONE, PUSH)));
    }

    private Outcome advance(Function<Command, OneLoginEvent> oneLogin, Event event) {
        return conversation(oneLogin).advance(new State.Start(), event);
    }

    private Conversation conversation(Function<Command, OneLoginEvent> oneLogin) {
        return new Conversation(
                new MfaStateMachine(POLICY),
                command -> {
                    commands.add(command);
                    return oneLogin.apply(command);
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
