package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.ListFactors;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainForbidden;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainRefusal;
import dev.mfabridge.onelogin.mfa.QueryPurpose.OfferDevices;
import dev.mfabridge.onelogin.mfa.QueryPurpose.RecheckTemporaryToken;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import dev.mfabridge.onelogin.mfa.State.WithChallenge;

/** Handler of a state with a challenge: another message, another device, another factor. A failure leaves the state as it is. */
abstract class WithChallengeHandler extends FailureTolerantHandler {
    private final WithChallenge pending;

    WithChallengeHandler(WithChallenge state, HandlerContext context) {
        super(state, context);
        this.pending = state;
    }

    final Challenge current() {
        return pending.challenge();
    }

    /** Returns the challenge that stays valid while the user chooses another device. */
    abstract Challenge whileChoosing();

    @Override
    Transition started(Awaiting awaiting) {
        var started = super.started(awaiting);
        return awaiting.challenge().target().type().sendsMessage() ? started.andNotify(Notice.SENT_AGAIN) : started;
    }

    @Override
    Transition on(UserEvent.ResendRequested event) {
        if (!current().canResend(context.now())) {
            return stay().andNotify(Notice.TOO_SOON);
        }
        // The cool-down starts before the command, since a failed command may have sent a message anyway.
        var next = handlerOf(pending.with(current().withResendAfter(context.afterCooldown())));
        return current().target().fold(next::challenge, next::enrollUnlessThereIsADevice);
    }

    /** Returns the handler of the same state with another challenge. */
    abstract WithChallengeHandler handlerOf(WithChallenge next);

    @Override
    Transition on(UserEvent.AlternativeRequested event) {
        var user = current().target().user();
        return context.addsFactor() && state.isEnrolling()
                ? stay().andExecute(new ListFactors(user))
                : stay().andExecute(new ListDevices(user, new OfferDevices()));
    }

    /** Offers a choice only if there is one: a device other than the challenged one. */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, OfferDevices purpose) {
        if (event.isNone() && state.isEnrolling()) {
            return stay().andExecute(new ListFactors(event.user()));
        }
        var usable = usableDevices(event);
        return usable.stream().allMatch(current()::isFor)
                ? stay().andNotify(Notice.NO_ALTERNATIVE)
                : Transition.to(new ChoosingDevice(usable, whileChoosing()));
    }

    @Override
    Transition on(OneLoginEvent.FactorsListed event) {
        if (!state.isEnrolling()) {
            return stay();
        }
        var offered = offeredFactors(event);
        return offered.size() > 1 ? offer(offered) : stay().andNotify(Notice.NO_ALTERNATIVE);
    }

    @Override
    Transition on(OneLoginEvent.LimitReached event) {
        return Transition.to(pending.with(current().withResendAfter(event.until())))
                .andNotify(Notice.TOO_MANY_MESSAGES);
    }

    @Override
    Transition on(OneLoginEvent.UserFound event, ExplainRefusal purpose) {
        return stay().andNotify(Notice.CODE_NOT_CHECKED);
    }

    @Override
    Transition on(OneLoginEvent.UserFound event, ExplainForbidden purpose) {
        return refuse(pending);
    }

    /**
     * Handles a refused code. The first refusal after a check that OneLogin didn't answer is not the user's mistake: that
     * check may have used up the code (S5). The refusal still takes an attempt (S3).
     */
    final Transition refuse(WithChallenge next) {
        var challenge = next.challenge();
        return challenge.excusesRefusal(context.now())
                ? Transition.to(next.with(challenge.afterExcusedRefusal()))
                        .andNotify(challenge.target().type().hasApp() ? Notice.NEXT_CODE_NEEDED : Notice.ANSWER_LOST)
                : Transition.to(next).andNotify(Notice.WRONG_CODE);
    }

    /**
     * Handles the list after a refused code of a temporary token. A right code for a newer token, or for one that has ended, is no
     * failed attempt (S5). No user can create a token, so that is no way to guess more often (S3).
     */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, RecheckTemporaryToken purpose) {
        var newest = temporaryToken(event);
        if (newest.isEmpty() && event.isComplete()) {
            return stay().andNotify(Notice.NO_TEMPORARY_TOKEN);
        }
        return newest.filter(token -> !current().isFor(token))
                .map(token -> challenge(token).andNotify(Notice.CODE_NOT_CHECKED))
                .orElseGet(() -> refuse(pending));
    }

    @Override
    Transition onTokenRecheckFailed(RecheckTemporaryToken purpose, FailureReason reason) {
        return purpose.verdict() == CodeCheck.Verdict.GONE
                ? stay().andNotify(reason.noticeOr(Notice.CODE_NOT_CHECKED))
                : refuse(pending);
    }

    @Override
    Transition on(UserEvent.SkipRequested event) {
        return state.isEnrolling() ? leaveEnrollment(current().target().user()) : stay();
    }

    @Override
    Transition onExplanationFailed(ExplainRefusal purpose, FailureReason reason) {
        return stay().andNotify(Notice.CODE_NOT_CHECKED);
    }

    /**
     * Handles a failed check after a forbidden code. A guesser who used up the lookups of the user gets no free
     * attempts (S3).
     */
    @Override
    Transition onExplanationFailed(ExplainForbidden purpose, FailureReason reason) {
        return reason == FailureReason.TOO_MANY_REQUESTS ? refuse(pending) : stay().andNotify(Notice.CODE_NOT_CHECKED);
    }
}
