package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.Purpose;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Failed;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The steps up to the first attempt, and those after a conversation ended: who the person is in OneLogin, and what there is to prove. */
record Opening(Sending sending) {

    Transition start(Start state, Event event, Instant now) {
        if (event instanceof Event.PageOpened arrived) {
            return arrived(state, arrived.known(), now);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.SelectDevice open) {
            return found(state, found.user(), open, now);
        }
        if (event instanceof Event.FactorsListed listed) {
            return factors(state, listed, now);
        }
        return withoutList(state, event, now).orElseGet(() -> sending.begun(state, event, now));
    }

    /** Whoever has the password can use up a person's look-ups, and the list says no more than which device is the default. */
    private Optional<Transition> withoutList(Start state, Event event, Instant now) {
        if (event instanceof Event.CommandFailed failed
                && failed.reason() == FailureReason.TOO_MANY_REQUESTS
                && failed.command() instanceof ListDevices list
                && list.purpose() instanceof Purpose.SelectDevice open) {
            return open.known().stream()
                    .filter(device -> sending.policy().canProve(device.type()))
                    .min(Comparator.comparing(device -> device.type().sendsMessage()))
                    .map(device -> sending.challenge(state, device, now));
        }
        return Optional.empty();
    }

    private Transition arrived(Start state, List<EnrolledDevice> known, Instant now) {
        if (known.isEmpty()) {
            return Transition.ask(state, new Command.FindUser());
        }
        var user = known.get(0).user();
        return sending.policy().looksUpUser() || sending.adding()
                ? Transition.ask(state, new Command.LookUpUser(user, new Purpose.SelectDevice(known)))
                : opened(state, known, now);
    }

    private Transition found(Start state, OneLoginId user, Purpose.SelectDevice open, Instant now) {
        if (sending.adding()) {
            return Transition.ask(state, new Command.ListFactors(user));
        }
        return open.known().isEmpty()
                ? Transition.ask(state, new ListDevices(user, open))
                : opened(state, open.known(), now);
    }

    /** With one device there is nothing to look up; with several, OneLogin says which is the person's default. */
    private Transition opened(Start state, List<EnrolledDevice> known, Instant now) {
        if (known.size() > 1 && sending.policy().beginsWithDefault()) {
            return Transition.ask(state, new ListDevices(known.get(0).user(), new Purpose.SelectDevice(known)));
        }
        // Where none of them is of a kind that counts here, OneLogin may have another.
        return known.stream()
                .filter(device -> sending.policy().canProve(device.type()))
                .findFirst()
                .map(device -> sending.challenge(state, device, now))
                .orElseGet(() ->
                        Transition.ask(state, new ListDevices(known.get(0).user(), new Purpose.SelectDevice(known))));
    }

    private Transition factors(Start state, Event.FactorsListed listed, Instant now) {
        var offered = sending.offered(listed);
        return switch (offered.size()) {
            case 0 -> Transition.to(new Failed(FailureReason.NO_FACTOR_OFFERED, now));
            case 1 ->
                sending.policy().enrollment() == EnrollmentMode.BY_CHOICE
                        ? Transition.to(new ChoosingFactor(offered))
                        : sending.register(state, offered.get(0), List.of());
            default -> Transition.to(new ChoosingFactor(offered));
        };
    }

    Transition ended(Failed state, Event event, Instant now) {
        if (event instanceof Event.RestartRequested retry) {
            return now.isBefore(state.retryAt())
                    ? Transition.tell(state, Notice.TOO_SOON)
                    : arrived(new Start(), retry.known(), now);
        }
        return Transition.to(state);
    }
}
