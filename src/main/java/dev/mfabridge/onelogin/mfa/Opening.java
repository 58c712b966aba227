package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.mfa.Call.ListDevices;
import dev.mfabridge.onelogin.mfa.Call.Purpose;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The steps up to the first attempt, and those after a conversation ended: who the person is in OneLogin, and what there is to prove. */
record Opening(Sending sending) {

    Step start(Start state, Event event, Instant now) {
        if (event instanceof Event.Arrived arrived) {
            return arrived(state, arrived.known(), now);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.Open open) {
            return found(state, found.user(), open, now);
        }
        if (event instanceof Event.FactorsListed listed) {
            return factors(state, listed, now);
        }
        return withoutList(state, event, now).orElseGet(() -> sending.begun(state, event, now));
    }

    /** Whoever has the password can use up a person's look-ups, and the list says no more than which device is the default. */
    private Optional<Step> withoutList(Start state, Event event, Instant now) {
        if (event instanceof Event.CallFailed failed
                && failed.reason() == Reason.TOO_MANY_REQUESTS
                && failed.call() instanceof ListDevices list
                && list.purpose() instanceof Purpose.Open open) {
            return open.known().stream()
                    .filter(device -> sending.policy().canProve(device.kind()))
                    .min(Comparator.comparing(device -> device.kind().sendsMessage()))
                    .map(device -> sending.challenge(state, device, now));
        }
        return Optional.empty();
    }

    private Step arrived(Start state, List<EnrolledDevice> known, Instant now) {
        if (known.isEmpty()) {
            return Step.ask(state, new Call.FindUser());
        }
        var user = known.get(0).user();
        return sending.policy().looksUpUser() || sending.adding()
                ? Step.ask(state, new Call.LookUpUser(user, new Purpose.Open(known)))
                : opened(state, known, now);
    }

    private Step found(Start state, OneLoginId user, Purpose.Open open, Instant now) {
        if (sending.adding()) {
            return Step.ask(state, new Call.ListFactors(user));
        }
        return open.known().isEmpty() ? Step.ask(state, new ListDevices(user, open)) : opened(state, open.known(), now);
    }

    /** With one device there is nothing to look up; with several, OneLogin says which is the person's default. */
    private Step opened(Start state, List<EnrolledDevice> known, Instant now) {
        if (known.size() > 1 && sending.policy().beginsWithDefault()) {
            return Step.ask(state, new ListDevices(known.get(0).user(), new Purpose.Open(known)));
        }
        // Where none of them is of a kind that counts here, OneLogin may have another.
        return known.stream()
                .filter(device -> sending.policy().canProve(device.kind()))
                .findFirst()
                .map(device -> sending.challenge(state, device, now))
                .orElseGet(() -> Step.ask(state, new ListDevices(known.get(0).user(), new Purpose.Open(known))));
    }

    private Step factors(Start state, Event.FactorsListed listed, Instant now) {
        var offered = sending.offered(listed);
        return switch (offered.size()) {
            case 0 -> Step.to(new Ended(Reason.NO_FACTOR_OFFERED, now));
            case 1 ->
                sending.policy().enrolment() == Enrolment.BY_CHOICE
                        ? Step.to(new ChoosingFactor(offered))
                        : sending.register(state, offered.get(0), List.of());
            default -> Step.to(new ChoosingFactor(offered));
        };
    }

    Step ended(Ended state, Event event, Instant now) {
        if (event instanceof Event.RetryAsked retry) {
            return now.isBefore(state.retryFrom())
                    ? Step.tell(state, Notice.TOO_SOON)
                    : arrived(new Start(), retry.known(), now);
        }
        return Step.to(state);
    }
}
