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

    /** Searches the temporary token, which needs no message. During an enrollment there is no device that it could replace. */
    @Override
    Transition on(UserEvent.TemporaryTokenRequested event) {
        return state.currentChallenge()
                .filter(challenge -> context.acceptsTemporaryToken() && !state.isEnrolling())
                .map(challenge -> stay().andExecute(new Command.ListDevices(
                        challenge.target().user(), new QueryPurpose.FindTemporaryToken())))
                .orElseGet(this::stay);
    }

    /** Continues with the token. A token that is challenged already keeps its failed attempts (S3). */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.FindTemporaryToken purpose) {
        return temporaryToken(event)
                .map(token -> state.withChallenge().stream()
                                .anyMatch(found -> found.challenge().isFor(token))
                        ? stay()
                        : challenge(token))
                .orElseGet(() -> stay().andNotify(Notice.NO_TEMPORARY_TOKEN));
    }

    @Override
    Transition onTokenSearchFailed(FailureReason reason) {
        return stay().andNotify(reason.noticeOr(Notice.CODE_NOT_CHECKED));
    }

    @Override
    Transition onRecheckFailed(FailureReason reason) {
        return onFailed(reason);
    }
}
