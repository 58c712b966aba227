package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.LookUpUser;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainForbidden;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainRefusal;
import dev.mfabridge.onelogin.mfa.QueryPurpose.FindEnrolledDevice;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed.CloseReason;
import dev.mfabridge.onelogin.mfa.State.Proven;
import dev.mfabridge.onelogin.mfa.State.WithChallenge;
import java.util.Optional;

/** Handler of a pending challenge: the check of a code, the proof, expiry. */
class AwaitingHandler extends WithChallengeHandler {
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
                .map(code -> stay().andExecute(new Command.VerifyCode(current(), code)))
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
        return switch (event.check().verdict()) {
            case ACCEPTED -> prove(event.check().deviceId());
            case WRONG -> Transition.to(afterFailedAttempt()).andNotify(Notice.WRONG_CODE);
            case FORBIDDEN -> takeAttemptAndLookUp(new ExplainForbidden());
            case GONE -> onUnknownChallenge(event.check());
        };
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
                .orElseGet(() -> close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED));
    }

    @Override
    Transition on(OneLoginEvent.CodeAttemptsExhausted event) {
        return Transition.to(
                new ChallengeClosed(current().withResendAfter(event.until()), CloseReason.ATTEMPTS_EXHAUSTED));
    }

    /**
     * Proves the target after OneLogin's acceptance. Only callers of this method, and the list of devices that it may need, lead to
     * a proof (S1). A registration becomes a device, whose id is needed for later challenges.
     */
    final Transition prove(Optional<OneLoginId> named) {
        return current()
                .target()
                .fold(
                        device -> Transition.to(new Proven(device, false)),
                        factor -> named.or(() -> Optional.ofNullable(current().device()))
                                .map(id -> Transition.to(new Proven(factor.enrolledAs(id), true)))
                                .orElseGet(() -> findEnrolledDevice(factor)));
    }

    private Transition findEnrolledDevice(OfferedFactor factor) {
        return stay().andExecute(new ListDevices(
                factor.user(), new FindEnrolledDevice(factor, current().devicesBefore())));
    }

    /**
     * Proves the enrolled device if the list shows which device it is. Otherwise nothing is stored, and a restart finds
     * the device in OneLogin's list.
     */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, FindEnrolledDevice purpose) {
        if (!purpose.factor().equals(current().target())) {
            return super.on(event, purpose);
        }
        var added = event.devices().stream()
                .filter(device -> !purpose.before().contains(device.id())
                        && !device.id().isTemporaryToken()
                        && PolicyFilter.typeOf(device) == purpose.factor().type())
                .toList();
        return added.size() == 1
                ? Transition.to(
                        new Proven(purpose.factor().enrolledAs(added.get(0).id()), true))
                : fail(FailureReason.UNAVAILABLE, context.now());
    }

    @Override
    Transition onEnrolledDeviceUnknown(FailureReason reason) {
        return fail(FailureReason.UNAVAILABLE, context.now());
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

    private State afterFailedAttempt() {
        var next = current().afterFailedAttempt();
        if (next.attemptsLeft() > 0) {
            return awaiting.with(next);
        }
        // OneLogin sends nothing for the code of an app, so a waiting time bounds the next attempts.
        var waiting = next.isAppCode() ? next.withResendAfter(context.afterCooldown()) : next;
        return new ChallengeClosed(waiting, CloseReason.ATTEMPTS_EXHAUSTED);
    }
}
