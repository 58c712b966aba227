package dev.mfabridge.onelogin.mfa;

import java.util.List;
import java.util.Optional;

/**
 * What follows from an event: the next state, and the one thing to ask OneLogin or to tell the person.
 *
 * @param state the next state
 * @param command what to ask OneLogin before the person sees anything; its answer is the next event
 * @param notice what to tell the person
 * @param removedDevices devices that are no longer there in OneLogin, to be forgotten
 */
public record Transition(
        State state, Optional<Command> command, Optional<Notice> notice, List<EnrolledDevice> removedDevices) {
    public Transition {
        removedDevices = List.copyOf(removedDevices);
    }

    static Transition to(State state) {
        return new Transition(state, Optional.empty(), Optional.empty(), List.of());
    }

    static Transition ask(State state, Command command) {
        return new Transition(state, Optional.of(command), Optional.empty(), List.of());
    }

    static Transition tell(State state, Notice notice) {
        return new Transition(state, Optional.empty(), Optional.of(notice), List.of());
    }

    Transition forgetting(List<EnrolledDevice> devices) {
        return new Transition(state, command, notice, devices);
    }
}
