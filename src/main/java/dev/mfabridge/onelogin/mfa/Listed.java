package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.Command.Purpose;
import dev.mfabridge.onelogin.mfa.State.Failed;
import java.time.Instant;
import java.util.List;

/**
 * What OneLogin's list of a person's devices leads to. Whoever has a device proves that device: were enrolment offered
 * instead, a stolen password would be enough to enrol the thief's.
 */
record Listed(Sending sending, Event.DevicesListed event) {

    /** For a state with no attempt that could go on. */
    Transition step(State state, Instant now) {
        if (event.purpose() instanceof Purpose.RecheckDevice lookFor) {
            return lookedFor(lookFor.device(), now);
        }
        if (event.purpose() instanceof Purpose.WithoutMessage limited) {
            return usable().stream()
                    .filter(device -> !device.type().sendsMessage())
                    .findFirst()
                    .map(device -> sending.challenge(state, device, now))
                    .orElseGet(() -> Transition.to(new Failed(FailureReason.TOO_MANY_MESSAGES, limited.until())));
        }
        if (event.purpose() instanceof Purpose.Enroll enrol && sending.adding()) {
            return sending.register(state, enrol.factor(), event.ids());
        }
        var gone = event.purpose() instanceof Purpose.SelectDevice open
                ? missing(open.known())
                : List.<EnrolledDevice>of();
        return next(state, gone, now).forgetting(gone);
    }

    private Transition next(State state, List<EnrolledDevice> gone, Instant now) {
        if (event.isNone()) {
            return nothingEnrolled(state, gone, now);
        }
        return usable().stream()
                .findFirst()
                .map(device -> sending.challenge(state, device, now))
                .orElseGet(() -> Transition.to(new Failed(FailureReason.NO_USABLE_DEVICE, now)));
    }

    private Transition nothingEnrolled(State state, List<EnrolledDevice> gone, Instant now) {
        if (!gone.isEmpty() && !sending.policy().reenrollment()) {
            return Transition.to(new Failed(FailureReason.DEVICE_REMOVED, now));
        }
        if (sending.policy().enrollment() == EnrollmentMode.OFF) {
            return Transition.to(new Failed(FailureReason.NOT_ENROLLED, now));
        }
        return event.purpose() instanceof Purpose.Enroll enrol
                ? sending.register(state, enrol.factor(), List.of())
                : Transition.ask(state, new Command.ListFactors(event.user()));
    }

    private Transition lookedFor(EnrolledDevice device, Instant now) {
        var gone = missing(List.of(device));
        return gone.isEmpty()
                ? Transition.to(new Failed(FailureReason.DEVICE_REFUSED, sending.retryAfterSending(now)))
                : next(new State.Start(), gone, now).forgetting(gone);
    }

    /** @return none where an item of the list couldn't be read, since it may be any of them */
    private List<EnrolledDevice> missing(List<EnrolledDevice> known) {
        if (!event.isComplete()) {
            return List.of();
        }
        return known.stream()
                .filter(device ->
                        event.devices().stream().noneMatch(listed -> listed.id().equals(device.id())))
                .toList();
    }

    private List<EnrolledDevice> usable() {
        return sending.usable(event.user(), event.devices());
    }
}
