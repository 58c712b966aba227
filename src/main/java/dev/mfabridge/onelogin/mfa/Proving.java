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
        if (event instanceof Event.UserEvent person && state.attempt().expiredAt(now) && !Retrying.isAbout(event)) {
            return expired(state.attempt(), person);
        }
        if (event instanceof Event.CodeEntered entered && state.takesCode()) {
            return entered.code()
                    .map(code -> Transition.ask(state, new Command.VerifyCode(state.attempt(), code)))
                    .orElseGet(() -> Transition.tell(state, Notice.CODE_MISSING));
        }
        if (event instanceof Event.CodeChecked checked) {
            return checked(state, checked.check(), now);
        }
        if (event instanceof Event.CodeAttemptsExhausted usedUp) {
            return Transition.to(new ChallengeClosed(
                    state.attempt().resendableFrom(usedUp.until()), ChallengeClosed.CloseReason.TRIED_TOO_OFTEN));
        }
        if (state instanceof AwaitingOutOfBand && event instanceof Event.PollRequested) {
            return Transition.ask(state, new Command.PollChallenge(state.attempt()));
        }
        if (state instanceof AwaitingOutOfBand && event instanceof Event.Polled given) {
            return answered(state, given.asked(), now);
        }
        if (event instanceof Event.DevicesListed listed
                && listed.purpose() instanceof Purpose.FindEnrolledDevice enrolled
                && enrolled.factor().equals(state.attempt().target())) {
            return enrolled(enrolled, listed, now);
        }
        if (event instanceof Event.CallFailed failed && isAboutAnEnrolledDevice(failed.call())) {
            return Transition.to(new Failed(FailureReason.UNAVAILABLE, now));
        }
        if (event instanceof Event.CallFailed failed && failed.call() instanceof Command.VerifyCode) {
            return unchecked(state, failed.reason(), now);
        }
        if (event instanceof Event.CallFailed failed && failed.call() instanceof Command.PollChallenge) {
            return Transition.tell(state, Notice.ANSWER_NOT_CHECKED);
        }
        return new Retrying(sending).step(state, event, now);
    }

    Transition spent(ChallengeClosed state, Event event, Instant now) {
        return new Retrying(sending).step(state, event, now);
    }

    private static Transition expired(Challenge attempt, Event.UserEvent event) {
        var expired = new ChallengeClosed(attempt, ChallengeClosed.CloseReason.EXPIRED);
        return event instanceof Event.CodeEntered || event instanceof Event.PollRequested
                ? Transition.tell(expired, Notice.EXPIRED)
                : Transition.to(expired);
    }

    private Transition checked(Awaiting state, CodeCheck check, Instant now) {
        var attempt = state.attempt();
        return switch (check.verdict()) {
            case ACCEPTED -> proven(state, check.deviceId());
            case WRONG -> Transition.tell(withOneTryLess(state, now), Notice.CODE_NOT_RIGHT);
            case FORBIDDEN ->
                Transition.ask(
                        withOneTryLess(state, now),
                        new Command.LookUpUser(attempt.target().user(), new Purpose.ExplainForbidden()));
            case GONE -> gone(state);
        };
    }

    /** With no verification that could have expired, it is the device that OneLogin no longer knows. */
    private Transition gone(Awaiting state) {
        var attempt = state.attempt();
        return attempt.id() == null && attempt.target() instanceof EnrolledDevice device
                ? Transition.ask(state, new ListDevices(device.user(), new Purpose.RecheckDevice(device)))
                : Transition.tell(new ChallengeClosed(attempt, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED);
    }

    private Transition answered(Awaiting state, PollResult asked, Instant now) {
        var attempt = state.attempt();
        return switch (asked.standing()) {
            case ACCEPTED -> proven(state, asked.deviceId());
            case PENDING -> Transition.tell(state, Notice.NOT_ANSWERED);
            case REJECTED ->
                attempt.mayHaveExpiredAt(now) || attempt.hasFailed()
                        ? Transition.tell(
                                new ChallengeClosed(attempt, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED)
                        : Transition.tell(
                                new ChallengeClosed(attempt, ChallengeClosed.CloseReason.DENIED), Notice.DENIED);
            case GONE ->
                Transition.tell(new ChallengeClosed(attempt, ChallengeClosed.CloseReason.EXPIRED), Notice.EXPIRED);
        };
    }

    /** An accepted registration becomes a device, whose id has to be known to challenge it later. */
    private Transition proven(Awaiting state, Optional<OneLoginId> named) {
        var attempt = state.attempt();
        if (attempt.target() instanceof EnrolledDevice device) {
            return Transition.to(new Proven(device, false));
        }
        var factor = (OfferedFactor) attempt.target();
        return named.or(() -> Optional.ofNullable(attempt.device()))
                .map(id -> Transition.to(new Proven(factor.enrolledAs(id), true)))
                .orElseGet(() -> Transition.ask(
                        state,
                        new ListDevices(
                                factor.user(), new Purpose.FindEnrolledDevice(factor, attempt.devicesBefore()))));
    }

    /** Where it isn't certain which one it is, there is nothing to store; starting over finds the device in OneLogin's list. */
    private static Transition enrolled(Purpose.FindEnrolledDevice enrolled, Event.DevicesListed listed, Instant now) {
        var added = listed.devices().stream()
                .filter(device -> !enrolled.before().contains(device.id())
                        && !device.id().isTemporaryToken()
                        && FactorSelection.kind(device) == enrolled.factor().kind())
                .toList();
        return added.size() == 1
                ? Transition.to(
                        new Proven(enrolled.factor().enrolledAs(added.get(0).id()), true))
                : Transition.to(new Failed(FailureReason.UNAVAILABLE, now));
    }

    private static boolean isAboutAnEnrolledDevice(Command call) {
        return call instanceof ListDevices list && list.purpose() instanceof Purpose.FindEnrolledDevice;
    }

    /** A refusal of the code itself may be how OneLogin says no to a guess, so it takes a try; an outage takes none. */
    private Transition unchecked(Awaiting state, FailureReason reason, Instant now) {
        return reason == FailureReason.REFUSED
                ? Transition.ask(
                        withOneTryLess(state, now),
                        new Command.LookUpUser(state.attempt().target().user(), new Purpose.ExplainRefusal()))
                : Transition.tell(state, Notice.CODE_NOT_CHECKED);
    }

    private State withOneTryLess(Awaiting state, Instant now) {
        var next = state.attempt().withOneTryLess();
        if (next.triesLeft() > 0) {
            return state.with(next);
        }
        // Nothing is sent for the code of an app, so that its next tries have to wait by themselves.
        var waiting = next.id() == null ? next.resendableFrom(sending.retryAfterSending(now)) : next;
        return new ChallengeClosed(waiting, ChallengeClosed.CloseReason.TRIED_TOO_OFTEN);
    }
}
