package dev.mfabridge.onelogin.mfa;

/** Handler of a state whose challenge stays valid if another challenge can't start. A failure leaves the state unchanged. */
abstract class FailureTolerantHandler extends ChallengeStartingHandler {

    FailureTolerantHandler(State state, HandlerContext context) {
        super(state, context);
    }

    @Override
    Transition onFailed(FailureReason reason) {
        return stay().andNotify(reason.noticeOr(Notice.NOT_SENT));
    }

    @Override
    Transition onMessageFailed(FailureReason reason) {
        return onFailed(reason);
    }

    @Override
    Transition onRecheckFailed(FailureReason reason) {
        return onFailed(reason);
    }
}
