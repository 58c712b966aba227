package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.CodeSpent;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Proven;
import java.time.Instant;
import java.util.Optional;

/** The steps from the first message to the proof: codes entered, checked, expired, sent again. */
record CodeEntry(Sending sending) {

    Step awaitingCode(AwaitingCode state, Event event, Instant now) {
        var attempt = state.attempt();
        if (event instanceof Event.FromPerson && attempt.expiredAt(now) && !(event instanceof Event.ResendAsked)) {
            var expired = new CodeSpent(attempt, CodeSpent.Why.EXPIRED);
            return event instanceof Event.CodeEntered ? Step.tell(expired, Notice.CODE_EXPIRED) : Step.to(expired);
        }
        if (event instanceof Event.CodeEntered entered) {
            return entered.code()
                    .map(code -> Step.ask(state, new Call.CheckCode(attempt, code)))
                    .orElseGet(() -> Step.tell(state, Notice.CODE_MISSING));
        }
        if (event instanceof Event.CodeChecked checked) {
            return checked(attempt, checked.check(), now);
        }
        if (event instanceof Event.CallFailed failed) {
            return failed.call() instanceof Call.CheckCode
                    ? Step.tell(unchecked(attempt, failed.reason()), Notice.CODE_NOT_CHECKED)
                    : Step.tell(state, Notice.CODE_NOT_SENT);
        }
        return resend(state, attempt, event, now);
    }

    private static Step checked(Attempt attempt, CodeCheck check, Instant now) {
        return switch (check.verdict()) {
            case ACCEPTED -> proven(attempt, check, now);
            case WRONG -> Step.tell(withOneTryLess(attempt), Notice.CODE_NOT_RIGHT);
            case REJECTED -> Step.tell(new CodeSpent(attempt, CodeSpent.Why.REJECTED), Notice.CODE_NOT_RIGHT);
            case GONE -> Step.tell(new CodeSpent(attempt, CodeSpent.Why.EXPIRED), Notice.CODE_EXPIRED);
        };
    }

    private static Step proven(Attempt attempt, CodeCheck check, Instant now) {
        if (attempt.target() instanceof EnrolledDevice device) {
            return Step.to(new Proven(device));
        }
        var factor = (OfferedFactor) attempt.target();
        // With no device to challenge later there is nothing to store. Starting over finds it in OneLogin's list.
        return check.deviceId()
                .or(() -> Optional.ofNullable(attempt.device()))
                .map(id -> Step.to(new Proven(factor.enrolledAs(id))))
                .orElseGet(() -> Step.to(new Ended(Reason.UNAVAILABLE, now)));
    }

    /** A refusal of the code itself may be how OneLogin says no to a guess, so it takes a try; an outage takes none. */
    private static State unchecked(Attempt attempt, Reason reason) {
        return reason == Reason.REFUSED ? withOneTryLess(attempt) : new AwaitingCode(attempt);
    }

    private static State withOneTryLess(Attempt attempt) {
        var next = attempt.withOneTryLess();
        return next.triesLeft() > 0 ? new AwaitingCode(next) : new CodeSpent(next, CodeSpent.Why.TRIED_TOO_OFTEN);
    }

    Step codeSpent(CodeSpent state, Event event, Instant now) {
        if (event instanceof Event.CallFailed) {
            return Step.tell(state, Notice.CODE_NOT_SENT);
        }
        return resend(state, state.attempt(), event, now);
    }

    private Step resend(State state, Attempt attempt, Event event, Instant now) {
        if (event instanceof Event.ResendAsked && !attempt.mayResendAt(now)) {
            return Step.tell(state, Notice.TOO_SOON);
        }
        if (event instanceof Event.ResendAsked) {
            // The cool-down starts before the call: one that failed may have sent a message all the same.
            var waiting = attempt.resendableFrom(now.plus(sending.policy().resendCooldown()));
            var next =
                    state instanceof CodeSpent spent ? new CodeSpent(waiting, spent.why()) : new AwaitingCode(waiting);
            return attempt.target() instanceof EnrolledDevice device
                    ? sending.challenge(next, device)
                    : sending.enrolUnlessThereIsADevice(next, (OfferedFactor) attempt.target());
        }
        return sending.sent(state, event, now)
                .map(step -> isWaiting(step) ? Step.tell(step.state(), Notice.CODE_SENT_AGAIN) : step)
                .orElseGet(() -> Step.to(state));
    }

    private static boolean isWaiting(Step step) {
        return step.state() instanceof AwaitingCode && step.call().isEmpty();
    }
}
