package dev.mfabridge.onelogin.mfa;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Leads a conversation from one page to the next: lets the {@link MfaStateMachine} decide, and OneLogin answer, until nothing is left to ask. */
public final class Conversation {
    /** More than any path through the machine takes: who, which devices, which factors, register, challenge. */
    private static final int MOST_CALLS = 8;

    private final MfaStateMachine machine;
    private final Function<Command, Event.OneLoginEvent> oneLogin;
    private final Clock clock;

    /**
     * @param machine decides
     * @param oneLogin answers calls
     * @param clock says what time it is
     */
    public Conversation(MfaStateMachine machine, Function<Command, Event.OneLoginEvent> oneLogin, Clock clock) {
        this.machine = machine;
        this.oneLogin = oneLogin;
        this.clock = clock;
    }

    /**
     * @param state the state to keep until the next event
     * @param notice what to tell the person
     * @param gone devices that are no longer there in OneLogin, to be forgotten
     */
    public record Outcome(State state, Optional<Notice> notice, List<EnrolledDevice> gone) {}

    /** @return where the person stands after the event, with every call made that it led to */
    public Outcome advance(State state, Event event) {
        var step = machine.on(state, event, clock.instant());
        var gone = new ArrayList<>(step.gone());
        for (int calls = 0; step.call().isPresent(); calls++) {
            if (calls == MOST_CALLS) {
                // OneLogin's answers contradict one another.
                return new Outcome(
                        new State.Failed(FailureReason.UNAVAILABLE, clock.instant()), Optional.empty(), gone);
            }
            step = machine.on(step.state(), oneLogin.apply(step.call().get()), clock.instant());
            gone.addAll(step.gone());
        }
        return new Outcome(step.state(), step.notice(), gone);
    }
}
