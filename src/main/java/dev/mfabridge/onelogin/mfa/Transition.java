package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Transition of the state machine: the next state, and the one command to OneLogin or the one notice to the user.
 *
 * @param state the next state
 * @param command the command to execute before the user sees a page; its outcome is the next event
 * @param notice the notice to the user
 * @param removedDevices devices that are no longer in OneLogin, whose credentials are to be deleted
 */
public record Transition(
        State state, Optional<Command> command, Optional<Notice> notice, List<EnrolledDevice> removedDevices) {
    public Transition {
        requireNonNull(state);
        removedDevices = List.copyOf(removedDevices);
    }

    static Transition to(State state) {
        return new Transition(state, Optional.empty(), Optional.empty(), List.of());
    }

    Transition andExecute(Command next) {
        return new Transition(state, Optional.of(next), notice, removedDevices);
    }

    Transition andNotify(Notice message) {
        return new Transition(state, command, Optional.of(message), removedDevices);
    }

    Transition andForget(List<EnrolledDevice> devices) {
        return new Transition(state, command, notice, devices);
    }
}
