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
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The promise that the whole project rests on. */
class NothingButOneLoginProvesTest {

    @Property(tries = 5000)
    void noSequenceOfEventsWithoutAnAcceptedCodeEndsInProven(@ForAll("eventsWithNoAcceptedCode") List<Event> events) {
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
    void whateverAPersonDoesAndOneLoginAnswersOnlyAnAcceptedCodeProves(
            @ForAll("personsEvents") List<Event> person,
            @ForAll @Size(max = 60) List<@IntRange(min = 0) Integer> picks) {
        var pick = picks.iterator();
        var acceptedNow = new AtomicBoolean();
        State state = new State.Start();
        var now = MfaFixtures.NOW;
        for (var event : person) {
            acceptedNow.set(false);
            var conversation = new Conversation(
                    new MfaStateMachine(MfaFixtures.POLICY),
                    command -> {
                        var answer = pick.hasNext()
                                ? answerTo(command, pick.next())
                                : new Event.CommandFailed(command, FailureReason.UNAVAILABLE);
                        // What follows an acceptance in the same request looks for the device that it enrolled.
                        acceptedNow.set(acceptedNow.get() || isAccepted(answer));
                        return answer;
                    },
                    Clock.fixed(now, ZoneOffset.UTC));
            state = conversation.advance(state, event).state();
            if (state instanceof State.Proven) {
                assertThat(acceptedNow).as("OneLogin accepted a code just now").isTrue();
                return;
            }
            now = now.plusSeconds(7);
        }
    }

    @Provide
    Arbitrary<List<Event>> eventsWithNoAcceptedCode() {
        var events = MfaFixtures.events().values().stream()
                .filter(event -> !isAccepted(event))
                .toList();
        return Arbitraries.of(events).list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Event>> personsEvents() {
        var events = MfaFixtures.events().values().stream()
                .filter(event -> event instanceof Event.UserEvent)
                .toList();
        return Arbitraries.of(events).list().ofMinSize(1).ofMaxSize(20);
    }

    private static Event.OneLoginEvent answerTo(Command command, int pick) {
        var possible = MfaFixtures.events().values().stream()
                .filter(event -> event instanceof Event.CommandFailed || answers(event, command))
                .map(event -> (Event.OneLoginEvent) event)
                .toList();
        return possible.get(pick % possible.size());
    }

    private static boolean answers(Event event, Command command) {
        if (command instanceof Command.FindUser) {
            return event instanceof Event.UserFound || event instanceof Event.UserNotFound;
        }
        if (command instanceof Command.ListDevices asked && event instanceof Event.DevicesListed listed) {
            return asked.purpose().getClass() == listed.purpose().getClass();
        }
        return command instanceof Command.ListFactors && event instanceof Event.FactorsListed
                || command instanceof Command.StartRegistration && event instanceof Event.RegistrationStarted
                || command instanceof Command.StartVerification && event instanceof Event.VerificationStarted
                || command instanceof Command.MessageCommand && event instanceof Event.LimitReached
                || command instanceof Command.PollChallenge && event instanceof Event.Polled
                || command instanceof Command.VerifyCode && event instanceof Event.CodeChecked;
    }

    private static boolean isAskedForAfterAnAcceptanceAlone(Event event) {
        return event instanceof Event.DevicesListed listed && listed.purpose() instanceof Purpose.FindEnrolledDevice;
    }

    private static boolean isAccepted(Event event) {
        return event instanceof Event.CodeChecked checked && checked.check().verdict() == CodeCheck.Verdict.ACCEPTED
                || event instanceof Event.Polled given && given.result().status() == PollResult.Status.ACCEPTED
                || isAskedForAfterAnAcceptanceAlone(event);
    }
}
