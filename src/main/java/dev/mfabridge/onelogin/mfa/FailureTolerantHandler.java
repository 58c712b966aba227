package dev.mfabridge.onelogin.mfa;

/** Handler of a state with a challenge that stays valid while another one can't start: a failure leaves the state as it is. */
abstract class FailureTolerantHandler extends ChallengeStartingHandler {

    FailureTolerantHandler(State state, HandlerContext context) {
        super(state, context);
    }

    @Override
    Transition onFailed(FailureReason reason) {
        return stay().andNotify(Notice.NOT_SENT);
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
