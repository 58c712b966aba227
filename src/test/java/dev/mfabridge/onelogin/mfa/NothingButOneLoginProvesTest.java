package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.PollResult;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** S1 for the state machine: only an acceptance by OneLogin proves a factor. */
class NothingButOneLoginProvesTest {

    @Property(tries = 5000)
    @Label("A sequence of events without an acceptance never proves a factor (S1)")
    void eventsWithoutAcceptanceNeverProve(@ForAll("eventsWithoutAcceptance") List<Event> events) {
        var stateMachine = new MfaStateMachine(MfaFixtures.POLICY);
        State state = new State.Start();
        var now = MfaFixtures.NOW;
        for (var event : events) {
            state = stateMachine.on(state, event, now).state();
            now = now.plusSeconds(7);
            assertThat(state).isNotInstanceOf(State.Proven.class);
        }
    }

    @Property(tries = 5000)
    @Label("A conversation proves a factor only in the request in which OneLogin accepts (S1)")
    void conversationProvesOnlyAfterAcceptance(
            @ForAll("userEvents") List<Event> userEvents,
            @ForAll @Size(max = 60) List<@IntRange(min = 0) Integer> picks) {
        var pick = picks.iterator();
        var acceptedNow = new AtomicBoolean();
        State state = new State.Start();
        var now = MfaFixtures.NOW;
        for (var event : userEvents) {
            acceptedNow.set(false);
            var conversation = new Conversation(
                    new MfaStateMachine(MfaFixtures.POLICY),
                    command -> {
                        var answer = pick.hasNext()
                                ? answerTo(command, pick.next())
                                : new OneLoginEvent.CommandFailed(command, FailureReason.UNAVAILABLE);
                        // The query for the enrolled device follows an acceptance in the same request.
                        acceptedNow.set(acceptedNow.get() || isAccepted(answer));
                        return answer;
                    },
                    Clock.fixed(now, ZoneOffset.UTC));
            state = conversation.advance(state, event).state();
            if (state instanceof State.Proven) {
                assertThat(acceptedNow).as("OneLogin accepted in this request").isTrue();
                return;
            }
            now = now.plusSeconds(7);
        }
    }

    @Provide
    Arbitrary<List<Event>> eventsWithoutAcceptance() {
        var events = MfaEvents.all().values().stream()
                .filter(event -> !isAccepted(event))
                .toList();
        return Arbitraries.of(events).list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Event>> userEvents() {
        var events = MfaEvents.all().values().stream()
                .filter(event -> event instanceof UserEvent)
                .toList();
        return Arbitraries.of(events).list().ofMinSize(1).ofMaxSize(20);
    }

    private static OneLoginEvent answerTo(Command command, int pick) {
        var possible = MfaEvents.all().values().stream()
                .filter(event -> event instanceof OneLoginEvent.CommandFailed || isAnswerTo(command, event))
                .map(event -> (OneLoginEvent) event)
                .toList();
        return possible.get(pick % possible.size());
    }

    private static boolean isAnswerTo(Command command, Event event) {
        if (command instanceof Command.FindUser) {
            return event instanceof OneLoginEvent.UserFound || event instanceof OneLoginEvent.UserNotFound;
        }
        if (command instanceof Command.ListDevices list && event instanceof OneLoginEvent.DevicesListed listed) {
            return list.purpose().getClass() == listed.purpose().getClass();
        }
        return command instanceof Command.ListFactors && event instanceof OneLoginEvent.FactorsListed
                || command instanceof Command.StartRegistration && event instanceof OneLoginEvent.RegistrationStarted
                || command instanceof Command.StartVerification && event instanceof OneLoginEvent.VerificationStarted
                || command instanceof Command.MessageCommand && event instanceof OneLoginEvent.LimitReached
                || command instanceof Command.PollChallenge
                        && (event instanceof OneLoginEvent.Polled || event instanceof OneLoginEvent.PollUnanswered)
                || command instanceof Command.VerifyCode
                        && (event instanceof OneLoginEvent.CodeChecked
                                || event instanceof OneLoginEvent.CodeUnanswered);
    }

    private static boolean isListAfterAcceptance(Event event) {
        return event instanceof OneLoginEvent.DevicesListed listed
                && listed.purpose() instanceof QueryPurpose.FindEnrolledDevice;
    }

    private static boolean isAccepted(Event event) {
        return event instanceof OneLoginEvent.CodeChecked checked
                        && checked.check().verdict() == CodeCheck.Verdict.ACCEPTED
                || event instanceof OneLoginEvent.Polled polled
                        && polled.result().status() == PollResult.Status.ACCEPTED
                || isListAfterAcceptance(event);
    }
}
