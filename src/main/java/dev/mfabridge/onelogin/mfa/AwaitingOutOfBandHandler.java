package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed.CloseReason;

/** Handler of a pending challenge that the user confirms out of band. */
final class AwaitingOutOfBandHandler extends AwaitingHandler {

    AwaitingOutOfBandHandler(AwaitingOutOfBand state, HandlerContext context) {
        super(state, context);
    }

    @Override
    Transition on(UserEvent.PollRequested event) {
        return isExpired() ? super.on(event) : stay().andExecute(new Command.PollChallenge(current()));
    }

    /**
     * Handles the status of the challenge. OneLogin can call an expired challenge rejected, and also a challenge with a
     * wrong code, which was already recorded as a failed attempt (S5).
     */
    @Override
    Transition on(OneLoginEvent.Polled event) {
        return switch (event.result().status()) {
            case ACCEPTED -> prove(event.result().deviceId());
            case PENDING -> stay().andNotify(Notice.NOT_ANSWERED);
            case REJECTED ->
                current().mayBeExpired(context.now()) || current().hasFailedAttempt()
                        ? close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED)
                        : close(CloseReason.DENIED).andNotify(Notice.DENIED);
            case GONE -> close(CloseReason.EXPIRED).andNotify(Notice.EXPIRED);
        };
    }
}
