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

    private final MfaStateMachine stateMachine;
    private final Function<Command, Event.OneLoginEvent> oneLogin;
    private final Clock clock;

    /**
     * @param stateMachine decides
     * @param oneLogin answers calls
     * @param clock says what time it is
     */
    public Conversation(MfaStateMachine stateMachine, Function<Command, Event.OneLoginEvent> oneLogin, Clock clock) {
        this.stateMachine = stateMachine;
        this.oneLogin = oneLogin;
        this.clock = clock;
    }

    /**
     * @param state the state to keep until the next event
     * @param notice what to tell the person
     * @param removedDevices devices that are no longer there in OneLogin, to be forgotten
     */
    public record Outcome(State state, Optional<Notice> notice, List<EnrolledDevice> removedDevices) {}

    /** @return where the person stands after the event, with every call made that it led to */
    public Outcome advance(State state, Event event) {
        var transition = stateMachine.on(state, event, clock.instant());
        var gone = new ArrayList<>(transition.removedDevices());
        for (int calls = 0; transition.command().isPresent(); calls++) {
            if (calls == MOST_CALLS) {
                // OneLogin's answers contradict one another.
                return new Outcome(
                        new State.Failed(FailureReason.UNAVAILABLE, clock.instant()), Optional.empty(), gone);
            }
            transition = stateMachine.on(
                    transition.state(), oneLogin.apply(transition.command().get()), clock.instant());
            gone.addAll(transition.removedDevices());
        }
        return new Outcome(transition.state(), transition.notice(), gone);
    }
}
