package dev.mfabridge.onelogin.mfa;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text of a transition in the specification and in the snapshot.
 *
 * @param state the next state
 * @param command the command to OneLogin, or nothing
 * @param notice the notice to the user and the devices whose credentials are deleted, or nothing
 */
record TransitionText(String state, String command, String notice) {

    static TransitionText of(Transition transition) {
        return new TransitionText(
                StateText.of(transition.state()).toString(),
                transition.command().map(TransitionText::command).orElse(""),
                Stream.of(transition.notice().map(Notice::name), forgotten(transition))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ")));
    }

    /** Returns the text of a transition that leaves the state as it is. */
    static TransitionText unchanged(State state) {
        return of(Transition.to(state));
    }

    private static Optional<String> forgotten(Transition transition) {
        return Optional.of(transition.removedDevices())
                .filter(devices -> !devices.isEmpty())
                .map(devices -> "forgets "
                        + devices.stream().map(device -> device.type().name()).collect(Collectors.joining(" ")));
    }

    private static String command(Command command) {
        var name = command.getClass().getSimpleName();
        if (command instanceof Command.ListDevices list) {
            return name + " " + list.purpose().getClass().getSimpleName();
        }
        if (command instanceof Command.LookUpUser lookup) {
            return name + " " + lookup.purpose().getClass().getSimpleName();
        }
        return command instanceof Command.MessageCommand message
                ? name + " " + message.target().type()
                : name;
    }

    @Override
    public String toString() {
        return String.join(" | ", state, command, notice);
    }
}
