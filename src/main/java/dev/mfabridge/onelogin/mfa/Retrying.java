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
        var challenge = state.challenge();
        if (event instanceof Event.ResendRequested) {
            return resend(state, now);
        }
        if (event instanceof Event.AlternativeRequested) {
            return sending.adding() && state.isEnrolling()
                    ? Transition.ask(
                            state, new Command.ListFactors(challenge.target().user()))
                    : Transition.ask(state, new ListDevices(challenge.target().user(), new Purpose.OfferDevices()));
        }
        if (event instanceof Event.DevicesListed listed && listed.purpose() instanceof Purpose.OfferDevices) {
            return devices(state, listed);
        }
        if (event instanceof Event.FactorsListed listed && state.isEnrolling()) {
            return factors(state, listed);
        }
        if (event instanceof Event.LimitReached limit) {
            return Transition.tell(state.with(challenge.withResendAfter(limit.until())), Notice.TOO_MANY_MESSAGES);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainRefusal) {
            return Transition.tell(state, Notice.CODE_NOT_CHECKED);
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.ExplainForbidden) {
            return Transition.tell(state, Notice.WRONG_CODE);
        }
        if (event instanceof Event.CommandFailed failed && isForbiddenAndUnexplained(failed)) {
            return Transition.tell(state, Notice.WRONG_CODE);
        }
        if (event instanceof Event.CommandFailed failed && !isRefusalOfTheDevice(failed)) {
            return Transition.tell(state, isAboutARefusedCode(failed) ? Notice.CODE_NOT_CHECKED : Notice.NOT_SENT);
        }
        var transition = sending.begun(state, event, now);
        return wasSent(state, transition) ? Transition.tell(transition.state(), Notice.SENT_AGAIN) : transition;
    }

    private static boolean wasSent(WithChallenge state, Transition transition) {
        return transition.command().isEmpty()
                && transition.state() instanceof Awaiting awaiting
                && !awaiting.equals(state)
                && awaiting.challenge().target().type().sendsMessage();
    }

    static boolean isRefusalOfTheDevice(Event.CommandFailed failed) {
        return failed.reason() == FailureReason.REFUSED && failed.command() instanceof Command.StartVerification;
    }

    /** A guesser who used the look-ups up is counted all the same. */
    private static boolean isForbiddenAndUnexplained(Event.CommandFailed failed) {
        return failed.reason() == FailureReason.TOO_MANY_REQUESTS
                && failed.command() instanceof Command.LookUpUser lookUp
                && lookUp.purpose() instanceof Purpose.ExplainForbidden;
    }

    private static boolean isAboutARefusedCode(Event.CommandFailed failed) {
        return failed.command() instanceof Command.LookUpUser lookUp
                && (lookUp.purpose() instanceof Purpose.ExplainRefusal
                        || lookUp.purpose() instanceof Purpose.ExplainForbidden);
    }

    private Transition resend(WithChallenge state, Instant now) {
        var challenge = state.challenge();
        if (challenge.target().type() == FactorType.AUTHENTICATOR
                && challenge.id() == null
                && state instanceof Awaiting) {
            return Transition.to(state);
        }
        if (!challenge.canResend(now)) {
            return Transition.tell(state, Notice.TOO_SOON);
        }
        // The cool-down starts before the call: one that failed may have sent a message all the same.
        var next = state.with(challenge.withResendAfter(sending.retryAfterSending(now)));
        return challenge.target() instanceof EnrolledDevice device
                ? sending.challenge(next, device, now)
                : sending.enrolUnlessThereIsADevice(next, (OfferedFactor) challenge.target());
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
                        state instanceof ChallengeClosed ? state.challenge().withoutAttempts() : state.challenge()))
                : Transition.tell(state, Notice.NO_ALTERNATIVE);
    }

    private static boolean isAskedFor(WithChallenge state, EnrolledDevice device) {
        return state.challenge().target() instanceof EnrolledDevice asked
                && asked.id().equals(device.id());
    }

    private Transition factors(WithChallenge state, Event.FactorsListed listed) {
        var offered = sending.offered(listed);
        return offered.size() > 1
                ? Transition.to(new ChoosingFactor(offered))
                : Transition.tell(state, Notice.NO_ALTERNATIVE);
    }
}
