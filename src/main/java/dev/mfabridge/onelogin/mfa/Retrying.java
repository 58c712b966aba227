package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.Call.ListDevices;
import dev.mfabridge.onelogin.mfa.Call.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Spent;
import dev.mfabridge.onelogin.mfa.State.Trying;
import java.time.Instant;

/** The steps from one attempt to the next: the same once more, or another device or factor. A failure leaves things as they are. */
record Retrying(Sending sending) {

    static boolean isAbout(Event event) {
        return event instanceof Event.ResendAsked || event instanceof Event.OtherWayAsked;
    }

    Step step(Trying state, Event event, Instant now) {
        var attempt = state.attempt();
        if (event instanceof Event.ResendAsked) {
            return resend(state, now);
        }
        if (event instanceof Event.OtherWayAsked) {
            return sending.adding() && state.isEnrolling()
                    ? Step.ask(state, new Call.ListFactors(attempt.target().user()))
                    : Step.ask(state, new ListDevices(attempt.target().user(), new Purpose.Choose()));
        }
        if (event instanceof Event.DevicesListed listed && listed.purpose() instanceof Purpose.Choose) {
            return devices(state, listed);
        }
        if (event instanceof Event.FactorsListed listed && state.isEnrolling()) {
            return factors(state, listed);
        }
        if (event instanceof Event.LimitReached limit) {
            return Step.tell(state.with(attempt.resendableFrom(limit.until())), Notice.TOO_MANY_MESSAGES);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainRefusal) {
            return Step.tell(state, Notice.CODE_NOT_CHECKED);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainForbidden) {
            return Step.tell(state, Notice.CODE_NOT_RIGHT);
        }
        if (event instanceof Event.CallFailed failed && isForbiddenAndUnexplained(failed)) {
            return Step.tell(state, Notice.CODE_NOT_RIGHT);
        }
        if (event instanceof Event.CallFailed failed && !isRefusalOfTheDevice(failed)) {
            return Step.tell(state, isAboutARefusedCode(failed) ? Notice.CODE_NOT_CHECKED : Notice.NOT_SENT);
        }
        var step = sending.begun(state, event, now);
        return wasSent(state, step) ? Step.tell(step.state(), Notice.SENT_AGAIN) : step;
    }

    private static boolean wasSent(Trying state, Step step) {
        return step.call().isEmpty()
                && step.state() instanceof Awaiting awaiting
                && !awaiting.equals(state)
                && awaiting.attempt().target().kind().sendsMessage();
    }

    static boolean isRefusalOfTheDevice(Event.CallFailed failed) {
        return failed.reason() == Reason.REFUSED && failed.call() instanceof Call.Challenge;
    }

    /** A guesser who used the look-ups up is counted all the same. */
    private static boolean isForbiddenAndUnexplained(Event.CallFailed failed) {
        return failed.reason() == Reason.TOO_MANY_REQUESTS
                && failed.call() instanceof Call.LookUpUser lookUp
                && lookUp.purpose() instanceof Purpose.ExplainForbidden;
    }

    private static boolean isAboutARefusedCode(Event.CallFailed failed) {
        return failed.call() instanceof Call.LookUpUser lookUp
                && (lookUp.purpose() instanceof Purpose.ExplainRefusal
                        || lookUp.purpose() instanceof Purpose.ExplainForbidden);
    }

    private Step resend(Trying state, Instant now) {
        var attempt = state.attempt();
        if (attempt.target().kind() == FactorKind.AUTHENTICATOR && attempt.id() == null && state instanceof Awaiting) {
            return Step.to(state);
        }
        if (!attempt.mayResendAt(now)) {
            return Step.tell(state, Notice.TOO_SOON);
        }
        // The cool-down starts before the call: one that failed may have sent a message all the same.
        var next = state.with(attempt.resendableFrom(sending.retryAfterSending(now)));
        return attempt.target() instanceof EnrolledDevice device
                ? sending.challenge(next, device, now)
                : sending.enrolUnlessThereIsADevice(next, (OfferedFactor) attempt.target());
    }

    /** @return the choice, where there is one: a device that is there beside the one that was asked for */
    private Step devices(Trying state, Event.DevicesListed listed) {
        if (listed.isNone() && state.isEnrolling()) {
            return Step.ask(state, new Call.ListFactors(listed.user()));
        }
        var usable = sending.usable(listed.user(), listed.devices());
        var isChoice = usable.stream().anyMatch(device -> !isAskedFor(state, device));
        return isChoice
                ? Step.to(new ChoosingDevice(
                        usable, state instanceof Spent ? state.attempt().withNoTriesLeft() : state.attempt()))
                : Step.tell(state, Notice.NO_OTHER_WAY);
    }

    private static boolean isAskedFor(Trying state, EnrolledDevice device) {
        return state.attempt().target() instanceof EnrolledDevice asked
                && asked.id().equals(device.id());
    }

    private Step factors(Trying state, Event.FactorsListed listed) {
        var offered = sending.offered(listed);
        return offered.size() > 1 ? Step.to(new ChoosingFactor(offered)) : Step.tell(state, Notice.NO_OTHER_WAY);
    }
}
