package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed;
import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.WithChallenge;
import java.time.Instant;

/** The steps from one attempt to the next: the same once more, or another device or factor. A failure leaves things as they are. */
record Retrying(Sending sending) {

    static boolean isAbout(Event event) {
        return event instanceof Event.ResendRequested || event instanceof Event.AlternativeRequested;
    }

    Transition step(WithChallenge state, Event event, Instant now) {
        var attempt = state.attempt();
        if (event instanceof Event.ResendRequested) {
            return resend(state, now);
        }
        if (event instanceof Event.AlternativeRequested) {
            return sending.adding() && state.isEnrolling()
                    ? Transition.ask(
                            state, new Command.ListFactors(attempt.target().user()))
                    : Transition.ask(state, new ListDevices(attempt.target().user(), new Purpose.OfferDevices()));
        }
        if (event instanceof Event.DevicesListed listed && listed.purpose() instanceof Purpose.OfferDevices) {
            return devices(state, listed);
        }
        if (event instanceof Event.FactorsListed listed && state.isEnrolling()) {
            return factors(state, listed);
        }
        if (event instanceof Event.LimitReached limit) {
            return Transition.tell(state.with(attempt.resendableFrom(limit.until())), Notice.TOO_MANY_MESSAGES);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainRefusal) {
            return Transition.tell(state, Notice.CODE_NOT_CHECKED);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainForbidden) {
            return Transition.tell(state, Notice.CODE_NOT_RIGHT);
        }
        if (event instanceof Event.CallFailed failed && isForbiddenAndUnexplained(failed)) {
            return Transition.tell(state, Notice.CODE_NOT_RIGHT);
        }
        if (event instanceof Event.CallFailed failed && !isRefusalOfTheDevice(failed)) {
            return Transition.tell(state, isAboutARefusedCode(failed) ? Notice.CODE_NOT_CHECKED : Notice.NOT_SENT);
        }
        var step = sending.begun(state, event, now);
        return wasSent(state, step) ? Transition.tell(step.state(), Notice.SENT_AGAIN) : step;
    }

    private static boolean wasSent(WithChallenge state, Transition step) {
        return step.call().isEmpty()
                && step.state() instanceof Awaiting awaiting
                && !awaiting.equals(state)
                && awaiting.attempt().target().kind().sendsMessage();
    }

    static boolean isRefusalOfTheDevice(Event.CallFailed failed) {
        return failed.reason() == FailureReason.REFUSED && failed.call() instanceof Command.StartVerification;
    }

    /** A guesser who used the look-ups up is counted all the same. */
    private static boolean isForbiddenAndUnexplained(Event.CallFailed failed) {
        return failed.reason() == FailureReason.TOO_MANY_REQUESTS
                && failed.call() instanceof Command.LookUpUser lookUp
                && lookUp.purpose() instanceof Purpose.ExplainForbidden;
    }

    private static boolean isAboutARefusedCode(Event.CallFailed failed) {
        return failed.call() instanceof Command.LookUpUser lookUp
                && (lookUp.purpose() instanceof Purpose.ExplainRefusal
                        || lookUp.purpose() instanceof Purpose.ExplainForbidden);
    }

    private Transition resend(WithChallenge state, Instant now) {
        var attempt = state.attempt();
        if (attempt.target().kind() == FactorType.AUTHENTICATOR && attempt.id() == null && state instanceof Awaiting) {
            return Transition.to(state);
        }
        if (!attempt.mayResendAt(now)) {
            return Transition.tell(state, Notice.TOO_SOON);
        }
        // The cool-down starts before the call: one that failed may have sent a message all the same.
        var next = state.with(attempt.resendableFrom(sending.retryAfterSending(now)));
        return attempt.target() instanceof EnrolledDevice device
                ? sending.challenge(next, device, now)
                : sending.enrolUnlessThereIsADevice(next, (OfferedFactor) attempt.target());
    }

    /** @return the choice, where there is one: a device that is there beside the one that was asked for */
    private Transition devices(WithChallenge state, Event.DevicesListed listed) {
        if (listed.isNone() && state.isEnrolling()) {
            return Transition.ask(state, new Command.ListFactors(listed.user()));
        }
        var usable = sending.usable(listed.user(), listed.devices());
        var isChoice = usable.stream().anyMatch(device -> !isAskedFor(state, device));
        return isChoice
                ? Transition.to(new ChoosingDevice(
                        usable,
                        state instanceof ChallengeClosed ? state.attempt().withNoTriesLeft() : state.attempt()))
                : Transition.tell(state, Notice.NO_OTHER_WAY);
    }

    private static boolean isAskedFor(WithChallenge state, EnrolledDevice device) {
        return state.attempt().target() instanceof EnrolledDevice asked
                && asked.id().equals(device.id());
    }

    private Transition factors(WithChallenge state, Event.FactorsListed listed) {
        var offered = sending.offered(listed);
        return offered.size() > 1
                ? Transition.to(new ChoosingFactor(offered))
                : Transition.tell(state, Notice.NO_OTHER_WAY);
    }
}
