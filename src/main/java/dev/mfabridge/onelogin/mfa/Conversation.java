package dev.mfabridge.onelogin.mfa;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Conversation of one request. The {@link MfaStateMachine} decides and OneLogin responds, until no command is left. */
public final class Conversation {
    /**
     * Limit of commands, which exceeds every path through the state machine: user, devices, factors, registration, devices
     * again, verification.
     */
    private static final int MAX_COMMANDS = 8;

    private final MfaStateMachine stateMachine;
    private final Function<Command, OneLoginEvent> oneLogin;
    private final Clock clock;

    /**
     * Creates a conversation.
     *
     * @param stateMachine the state machine
     * @param oneLogin the executor of its commands
     * @param clock the clock of its events
     */
    public Conversation(MfaStateMachine stateMachine, Function<Command, OneLoginEvent> oneLogin, Clock clock) {
        this.stateMachine = stateMachine;
        this.oneLogin = oneLogin;
        this.clock = clock;
    }

    /**
     * Outcome of an event.
     *
     * @param state the state until the next event
     * @param notice the notice to the user
     * @param removedDevices devices that are no longer in OneLogin, whose credentials are to be deleted
     */
    public record Outcome(State state, Optional<Notice> notice, List<EnrolledDevice> removedDevices) {
        public Outcome {
            removedDevices = List.copyOf(removedDevices);
        }

        /**
         * Returns the outcome of two events.
         *
         * @param other the outcome of the first event
         */
        public Outcome after(Outcome other) {
            var removed = Stream.concat(other.removedDevices.stream(), removedDevices.stream());
            return new Outcome(state, notice, removed.distinct().toList());
        }
    }

    /**
     * Advances the conversation.
     *
     * @return the outcome of the event, after every command that it led to
     */
    public Outcome advance(State state, Event event) {
        var transition = stateMachine.on(state, event, clock.instant());
        var removed = new ArrayList<>(transition.removedDevices());
        for (int commands = 0; transition.command().isPresent(); commands++) {
            if (commands == MAX_COMMANDS) {
                // OneLogin's answers contradict one another.
                return new Outcome(
                        new State.Failed(FailureReason.UNAVAILABLE, clock.instant()), Optional.empty(), removed);
            }
            transition = stateMachine.on(
                    transition.state(), oneLogin.apply(transition.command().get()), clock.instant());
            removed.addAll(transition.removedDevices());
        }
        return new Outcome(transition.state(), transition.notice(), removed);
    }
}
