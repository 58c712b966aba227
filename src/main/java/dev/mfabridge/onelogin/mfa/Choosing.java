package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import java.time.Instant;
import java.util.stream.IntStream;

/** The steps in which the person chooses what to enrol, or what to prove. */
record Choosing(Sending sending) {

    Transition factor(ChoosingFactor state, Event event, Instant now) {
        if (event instanceof Event.Chosen chosen) {
            return state.offered().stream()
                    .filter(factor -> factor.id().value().equals(chosen.id()))
                    .findFirst()
                    .map(factor -> sending.enrolUnlessThereIsADevice(
                            state, chosen.name().map(factor::withLabel).orElse(factor)))
                    .orElseGet(() -> Transition.tell(state, Notice.NOT_OFFERED));
        }
        return sending.begun(state, event, now);
    }

    Transition device(ChoosingDevice state, Event event, Instant now) {
        if (event instanceof Event.Chosen chosen) {
            return IntStream.range(0, state.devices().size())
                    .filter(position -> String.valueOf(position).equals(chosen.id()))
                    .mapToObj(state.devices()::get)
                    .findFirst()
                    .map(device -> chosen(state, device, now))
                    .orElseGet(() -> Transition.tell(state, Notice.NOT_OFFERED));
        }
        // What was asked for still counts, so a device that can't be asked for now takes nothing away.
        if (event instanceof Event.LimitReached limit) {
            return Transition.tell(
                    new ChoosingDevice(state.devices(), state.current().withResendAfter(limit.until())),
                    Notice.TOO_MANY_MESSAGES);
        }
        if (event instanceof Event.CommandFailed failed && !Retrying.isRefusalOfTheDevice(failed)) {
            return Transition.tell(state, Notice.NOT_SENT);
        }
        return sending.begun(state, event, now);
    }

    /** Whoever comes back to the device that was asked for finds what is pending, and nothing is sent. */
    private Transition chosen(ChoosingDevice state, EnrolledDevice device, Instant now) {
        var current = state.current();
        if (!(current.target() instanceof EnrolledDevice asked && asked.id().equals(device.id()))) {
            return sending.challenge(state, device, now);
        }
        if (current.attemptsLeft() > 0 && !current.isExpired(now)) {
            return Transition.to(sending.awaiting(current));
        }
        return current.canResend(now) ? sending.challenge(state, device, now) : Transition.tell(state, Notice.TOO_SOON);
    }
}
