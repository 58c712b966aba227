package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.LookUpUser;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainForbidden;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainRefusal;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed.CloseReason;
import dev.mfabridge.onelogin.mfa.State.WithChallenge;

/** Handler of a pending challenge: the check of a code, the proof, expiry. */
class AwaitingHandler extends ProvingHandler {
    final Awaiting awaiting;

    AwaitingHandler(Awaiting state, HandlerContext context) {
        super(state, context);
        this.awaiting = state;
    }

    @Override
    WithChallengeHandler handlerOf(WithChallenge next) {
        return new AwaitingHandler(awaiting.with(next.challenge()), context);
    }

    @Override
    Challenge whileChoosing() {
        return current();
    }

    @Override
    Transition on(UserEvent.PageOpened event) {
        return unlessExpired();
    }

    @Override
    Transition on(UserEvent.Chosen event) {
        return unlessExpired();
    }

    @Override
    Transition on(UserEvent.RestartRequested event) {
        return unlessExpired();
    }

    private Transition unlessExpired() {
        return isExpired() ? close(CloseReason.EXPIRED) : stay();
    }

    @Override
    Transition on(UserEvent.CodeEntered event) {
        if (isExpired()) {
            return close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED);
        }
        if (!awaiting.takesCode()) {
            return stay();
        }
        return event.code()
                .map(code ->
                        current().target().fold(device -> verify(code), factor -> completeEnrollment(factor, code)))
                .orElseGet(() -> stay().andNotify(Notice.CODE_MISSING));
    }

    @Override
    Transition on(UserEvent.PollRequested event) {
        return isExpired() ? close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED) : stay();
    }

    /**
     * Rejects a resend for an authenticator app, which has no message to send again: the app shows another code by
     * itself.
     */
    @Override
    Transition on(UserEvent.ResendRequested event) {
        return current().target().type().sendsMessage() || !current().isAppCode() ? super.on(event) : stay();
    }

    @Override
    Transition on(OneLoginEvent.CodeChecked event) {
        var verdict = event.check().verdict();
        return switch (verdict) {
            case ACCEPTED -> prove(event.check().deviceId());
            case WRONG -> isForToken() ? takeAttemptAndRecheckToken(verdict) : refuse(afterFailedAttempt());
            case FORBIDDEN -> takeAttemptAndLookUp(new ExplainForbidden());
            case GONE -> isForToken() ? takeAttemptAndRecheckToken(verdict) : onUnknownChallenge(event.check());
        };
    }

    private boolean isForToken() {
        return current().target().type() == FactorType.TEMPORARY_TOKEN;
    }

    private Transition takeAttemptAndRecheckToken(CodeCheck.Verdict verdict) {
        return Transition.to(afterFailedAttempt())
                .andExecute(
                        new ListDevices(current().target().user(), new QueryPurpose.RecheckTemporaryToken(verdict)));
    }

    /**
     * Handles a challenge that OneLogin no longer knows. Without a verification that could have expired, OneLogin no longer knows
     * the device.
     */
    private Transition onUnknownChallenge(CodeCheck check) {
        return current()
                .target()
                .enrolledDevice()
                .filter(device -> current().isAppCode())
                .map(device ->
                        stay().andExecute(new ListDevices(device.user(), new QueryPurpose.RecheckDevice(device))))
                .orElseGet(this::closeUsedUp);
    }

    /** Closes a challenge that OneLogin no longer knows. It has expired, or an unanswered check has used it up (S5). */
    final Transition closeUsedUp() {
        return current().hasUnansweredCheck()
                ? close(CloseReason.UNANSWERED).andNotify(Notice.ANSWER_LOST)
                : close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED);
    }

    /** Handles a code that OneLogin may have used up. The user needs the next code of an app (S5). */
    @Override
    Transition on(OneLoginEvent.CodeUnanswered event) {
        return unanswered()
                .andNotify(current().target().type().hasApp() ? Notice.NEXT_CODE_NEEDED : Notice.CODE_NOT_CHECKED);
    }

    @Override
    Transition on(OneLoginEvent.PollUnanswered event) {
        return unanswered().andNotify(Notice.ANSWER_NOT_CHECKED);
    }

    private Transition unanswered() {
        return Transition.to(awaiting.with(current().afterUnansweredCheck(context.now())));
    }

    @Override
    Transition on(OneLoginEvent.CodeAttemptsExhausted event) {
        return Transition.to(
                new ChallengeClosed(current().withResendAfter(event.until()), CloseReason.ATTEMPTS_EXHAUSTED));
    }

    /**
     * Handles a code that was not checked. A refusal can be OneLogin's response to a wrong code, so it uses up an
     * attempt (S3). An outage uses up none (S5).
     */
    @Override
    Transition onCodeCheckFailed(FailureReason reason) {
        return reason == FailureReason.REFUSED
                ? takeAttemptAndLookUp(new ExplainRefusal())
                : stay().andNotify(reason.noticeOr(Notice.CODE_NOT_CHECKED));
    }

    @Override
    Transition onPollFailed(FailureReason reason) {
        return stay().andNotify(reason.noticeOr(Notice.ANSWER_NOT_CHECKED));
    }

    final Transition close(CloseReason reason) {
        return Transition.to(new ChallengeClosed(current(), reason));
    }

    final boolean isExpired() {
        return current().isExpired(context.now());
    }

    private Transition takeAttemptAndLookUp(QueryPurpose.LookUpPurpose purpose) {
        return Transition.to(afterFailedAttempt())
                .andExecute(new LookUpUser(current().target().user(), purpose));
    }

    private WithChallenge afterFailedAttempt() {
        var next = current().afterFailedAttempt();
        if (next.attemptsLeft() > 0) {
            return awaiting.with(next);
        }
        // OneLogin sends nothing for the code of an app, so a waiting time bounds the next attempts.
        var waiting = next.isAppCode() ? next.withResendAfter(context.afterCooldown()) : next;
        return new ChallengeClosed(waiting, CloseReason.ATTEMPTS_EXHAUSTED);
    }
}
