package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed;
import dev.mfabridge.onelogin.mfa.State.Failed;
import dev.mfabridge.onelogin.mfa.State.Proven;
import java.time.Instant;
import java.util.Optional;

/** The steps from an attempt to the proof: codes entered, answers given elsewhere, what expired or was denied. */
record Proving(Sending sending) {

    Transition awaiting(Awaiting state, Event event, Instant now) {
        if (event instanceof Event.UserEvent person && state.challenge().isExpired(now) && !Retrying.isAbout(event)) {
            return expired(state.challenge(), person);
        }
        if (event instanceof Event.CodeEntered entered && state.takesCode()) {
            return entered.code()
                    .map(code -> Transition.ask(state, new Command.VerifyCode(state.challenge(), code)))
                    .orElseGet(() -> Transition.tell(state, Notice.CODE_MISSING));
        }
        if (event instanceof Event.CodeChecked checked) {
            return checked(state, checked.check(), now);
        }
        if (event instanceof Event.CodeAttemptsExhausted usedUp) {
            return Transition.to(new ChallengeClosed(
                    state.challenge().withResendAfter(usedUp.until()), ChallengeClosed.CloseReason.ATTEMPTS_EXHAUSTED));
        }
        if (state instanceof AwaitingOutOfBand && event instanceof Event.PollRequested) {
            return Transition.ask(state, new Command.PollChallenge(state.challenge()));
        }
        if (state instanceof AwaitingOutOfBand && event instanceof Event.Polled given) {
            return answered(state, given.result(), now);
        }
        if (event instanceof Event.DevicesListed listed
                && listed.purpose() instanceof Purpose.FindEnrolledDevice enrolled
                && enrolled.factor().equals(state.challenge().target())) {
            return enrolled(enrolled, listed, now);
        }
        if (event instanceof Event.CommandFailed failed && isAboutAnEnrolledDevice(failed.command())) {
            return Transition.to(new Failed(FailureReason.UNAVAILABLE, now));
        }
        if (event instanceof Event.CommandFailed failed && failed.command() instanceof Command.VerifyCode) {
            return unchecked(state, failed.reason(), now);
        }
        if (event instanceof Event.CommandFailed failed && failed.command() instanceof Command.PollChallenge) {
            return Transition.tell(state, Notice.ANSWER_NOT_CHECKED);
        }
        return new Retrying(sending).step(state, event, now);
    }

    Transition spent(ChallengeClosed state, Event event, Instant now) {
        return new Retrying(sending).step(state, event, now);
    }

    private static Transition expired(Challenge challenge, Event.UserEvent event) {
        var expired = new ChallengeClosed(challenge, ChallengeClosed.CloseReason.EXPIRED);
        return event instanceof Event.CodeEntered || event instanceof Event.PollRequested
                ? Transition.tell(expired, Notice.EXPIRED)
                : Transition.to(expired);
    }

    private Transition checked(Awaiting state, CodeCheck check, Instant now) {
        var challenge = state.challenge();
        return switch (check.verdict()) {
            case ACCEPTED -> proven(state, check.deviceId());
            case WRONG -> Transition.tell(withOneTryLess(state, now), Notice.WRONG_CODE);
            case FORBIDDEN ->
                Transition.ask(
                        withOneTryLess(state, now),
                        new Command.LookUpUser(challenge.target().user(), new Purpose.ExplainForbidden()));
            case GONE -> gone(state);
        };
    }

    /** With no verification that could have expired, it is the device that OneLogin no longer knows. */
    private Transition gone(Awaiting state) {
        var challenge = state.challenge();
        return challenge.id() == null && challenge.target() instanceof EnrolledDevice device
                ? Transition.ask(state, new ListDevices(device.user(), new Purpose.RecheckDevice(device)))
                : Transition.tell(new ChallengeClosed(challenge, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED);
    }

    private Transition answered(Awaiting state, PollResult asked, Instant now) {
        var challenge = state.challenge();
        return switch (asked.status()) {
            case ACCEPTED -> proven(state, asked.deviceId());
            case PENDING -> Transition.tell(state, Notice.NOT_ANSWERED);
            case REJECTED ->
                challenge.mayBeExpired(now) || challenge.hasFailedAttempt()
                        ? Transition.tell(
                                new ChallengeClosed(challenge, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED)
                        : Transition.tell(
                                new ChallengeClosed(challenge, ChallengeClosed.CloseReason.DENIED), Notice.DENIED);
            case GONE ->
                Transition.tell(new ChallengeClosed(challenge, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED);
        };
    }

    /** An accepted registration becomes a device, whose id has to be known to challenge it later. */
    private Transition proven(Awaiting state, Optional<OneLoginId> named) {
        var challenge = state.challenge();
        if (challenge.target() instanceof EnrolledDevice device) {
            return Transition.to(new Proven(device, false));
        }
        var factor = (OfferedFactor) challenge.target();
        return named.or(() -> Optional.ofNullable(challenge.device()))
                .map(id -> Transition.to(new Proven(factor.enrolledAs(id), true)))
                .orElseGet(() -> Transition.ask(
                        state,
                        new ListDevices(
                                factor.user(), new Purpose.FindEnrolledDevice(factor, challenge.devicesBefore()))));
    }

    /** Where it isn't certain which one it is, there is nothing to store; starting over finds the device in OneLogin's list. */
    private static Transition enrolled(Purpose.FindEnrolledDevice enrolled, Event.DevicesListed listed, Instant now) {
        var added = listed.devices().stream()
                .filter(device -> !enrolled.before().contains(device.id())
                        && !device.id().isTemporaryToken()
                        && FactorSelection.typeOf(device) == enrolled.factor().type())
                .toList();
        return added.size() == 1
                ? Transition.to(
                        new Proven(enrolled.factor().enrolledAs(added.get(0).id()), true))
                : Transition.to(new Failed(FailureReason.UNAVAILABLE, now));
    }

    private static boolean isAboutAnEnrolledDevice(Command command) {
        return command instanceof ListDevices list && list.purpose() instanceof Purpose.FindEnrolledDevice;
    }

    /** A refusal of the code itself may be how OneLogin says no to a guess, so it takes a try; an outage takes none. */
    private Transition unchecked(Awaiting state, FailureReason reason, Instant now) {
        return reason == FailureReason.REFUSED
                ? Transition.ask(
                        withOneTryLess(state, now),
                        new Command.LookUpUser(state.challenge().target().user(), new Purpose.ExplainRefusal()))
                : Transition.tell(state, Notice.CODE_NOT_CHECKED);
    }

    private State withOneTryLess(Awaiting state, Instant now) {
        var next = state.challenge().afterFailedAttempt();
        if (next.attemptsLeft() > 0) {
            return state.with(next);
        }
        // Nothing is sent for the code of an app, so that its next tries have to wait by themselves.
        var waiting = next.id() == null ? next.withResendAfter(sending.retryAfterSending(now)) : next;
        return new ChallengeClosed(waiting, ChallengeClosed.CloseReason.ATTEMPTS_EXHAUSTED);
    }
}
