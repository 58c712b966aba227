package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Asked;
import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.mfa.Call.ListDevices;
import dev.mfabridge.onelogin.mfa.Call.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.AwaitingAnswer;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Proven;
import dev.mfabridge.onelogin.mfa.State.Spent;
import java.time.Instant;
import java.util.Optional;

/** The steps from an attempt to the proof: codes entered, answers given elsewhere, what expired or was denied. */
record Proving(Sending sending) {

    Step awaiting(Awaiting state, Event event, Instant now) {
        if (event instanceof Event.FromPerson person && state.attempt().expiredAt(now) && !Retrying.isAbout(event)) {
            return expired(state.attempt(), person);
        }
        if (event instanceof Event.CodeEntered entered && state.takesCode()) {
            return entered.code()
                    .map(code -> Step.ask(state, new Call.CheckCode(state.attempt(), code)))
                    .orElseGet(() -> Step.tell(state, Notice.CODE_MISSING));
        }
        if (event instanceof Event.CodeChecked checked) {
            return checked(state, checked.check(), now);
        }
        if (event instanceof Event.TriesUsedUp usedUp) {
            return Step.to(new Spent(state.attempt().resendableFrom(usedUp.until()), Spent.Why.TRIED_TOO_OFTEN));
        }
        if (state instanceof AwaitingAnswer && event instanceof Event.AnswerLookedFor) {
            return Step.ask(state, new Call.AskAnswer(state.attempt()));
        }
        if (state instanceof AwaitingAnswer && event instanceof Event.AnswerGiven given) {
            return answered(state, given.asked(), now);
        }
        if (event instanceof Event.DevicesListed listed
                && listed.purpose() instanceof Purpose.FindEnrolled enrolled
                && enrolled.factor().equals(state.attempt().target())) {
            return enrolled(enrolled, listed, now);
        }
        if (event instanceof Event.CallFailed failed && isAboutAnEnrolledDevice(failed.call())) {
            return Step.to(new Ended(Reason.UNAVAILABLE, now));
        }
        if (event instanceof Event.CallFailed failed && failed.call() instanceof Call.CheckCode) {
            return unchecked(state, failed.reason(), now);
        }
        if (event instanceof Event.CallFailed failed && failed.call() instanceof Call.AskAnswer) {
            return Step.tell(state, Notice.ANSWER_NOT_CHECKED);
        }
        return new Retrying(sending).step(state, event, now);
    }

    Step spent(Spent state, Event event, Instant now) {
        return new Retrying(sending).step(state, event, now);
    }

    private static Step expired(Attempt attempt, Event.FromPerson event) {
        var expired = new Spent(attempt, Spent.Why.EXPIRED);
        return event instanceof Event.CodeEntered || event instanceof Event.AnswerLookedFor
                ? Step.tell(expired, Notice.EXPIRED)
                : Step.to(expired);
    }

    private Step checked(Awaiting state, CodeCheck check, Instant now) {
        var attempt = state.attempt();
        return switch (check.verdict()) {
            case ACCEPTED -> proven(state, check.deviceId());
            case WRONG -> Step.tell(withOneTryLess(state, now), Notice.CODE_NOT_RIGHT);
            case FORBIDDEN ->
                Step.ask(
                        withOneTryLess(state, now),
                        new Call.LookUpUser(attempt.target().user(), new Purpose.ExplainForbidden()));
            case GONE -> gone(state);
        };
    }

    /** With no verification that could have expired, it is the device that OneLogin no longer knows. */
    private Step gone(Awaiting state) {
        var attempt = state.attempt();
        return attempt.id() == null && attempt.target() instanceof EnrolledDevice device
                ? Step.ask(state, new ListDevices(device.user(), new Purpose.LookFor(device)))
                : Step.tell(new Spent(attempt, Spent.Why.EXPIRED), Notice.EXPIRED);
    }

    private Step answered(Awaiting state, Asked asked, Instant now) {
        var attempt = state.attempt();
        return switch (asked.standing()) {
            case ACCEPTED -> proven(state, asked.deviceId());
            case PENDING -> Step.tell(state, Notice.NOT_ANSWERED);
            case REJECTED ->
                attempt.mayHaveExpiredAt(now) || attempt.hasFailed()
                        ? Step.tell(new Spent(attempt, Spent.Why.EXPIRED), Notice.EXPIRED)
                        : Step.tell(new Spent(attempt, Spent.Why.DENIED), Notice.DENIED);
            case GONE -> Step.tell(new Spent(attempt, Spent.Why.EXPIRED), Notice.EXPIRED);
        };
    }

    /** An accepted registration becomes a device, whose id has to be known to challenge it later. */
    private Step proven(Awaiting state, Optional<OneLoginId> named) {
        var attempt = state.attempt();
        if (attempt.target() instanceof EnrolledDevice device) {
            return Step.to(new Proven(device, false));
        }
        var factor = (OfferedFactor) attempt.target();
        return named.or(() -> Optional.ofNullable(attempt.device()))
                .map(id -> Step.to(new Proven(factor.enrolledAs(id), true)))
                .orElseGet(() -> Step.ask(
                        state,
                        new ListDevices(factor.user(), new Purpose.FindEnrolled(factor, attempt.devicesBefore()))));
    }

    /** Where it isn't certain which one it is, there is nothing to store; starting over finds the device in OneLogin's list. */
    private static Step enrolled(Purpose.FindEnrolled enrolled, Event.DevicesListed listed, Instant now) {
        var added = listed.devices().stream()
                .filter(device -> !enrolled.before().contains(device.id())
                        && !device.id().isTemporaryToken()
                        && Selection.kind(device) == enrolled.factor().kind())
                .toList();
        return added.size() == 1
                ? Step.to(new Proven(enrolled.factor().enrolledAs(added.get(0).id()), true))
                : Step.to(new Ended(Reason.UNAVAILABLE, now));
    }

    private static boolean isAboutAnEnrolledDevice(Call call) {
        return call instanceof ListDevices list && list.purpose() instanceof Purpose.FindEnrolled;
    }

    /** A refusal of the code itself may be how OneLogin says no to a guess, so it takes a try; an outage takes none. */
    private Step unchecked(Awaiting state, Reason reason, Instant now) {
        return reason == Reason.REFUSED
                ? Step.ask(
                        withOneTryLess(state, now),
                        new Call.LookUpUser(state.attempt().target().user(), new Purpose.ExplainRefusal()))
                : Step.tell(state, Notice.CODE_NOT_CHECKED);
    }

    private State withOneTryLess(Awaiting state, Instant now) {
        var next = state.attempt().withOneTryLess();
        if (next.triesLeft() > 0) {
            return state.with(next);
        }
        // Nothing is sent for the code of an app, so that its next tries have to wait by themselves.
        var waiting = next.id() == null ? next.resendableFrom(sending.retryAfterSending(now)) : next;
        return new Spent(waiting, Spent.Why.TRIED_TOO_OFTEN);
    }
}
