package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.State.ChallengeClosed.CloseReason;
import java.util.Optional;

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
            case ACCEPTED -> accept(event.result().deviceId());
            case PENDING -> stay().andNotify(Notice.NOT_ANSWERED);
            case REJECTED ->
                current().mayBeExpired(context.now())
                                || current().hasFailedAttempt()
                                || current().hasUnansweredCheck()
                        ? closeUsedUp()
                        : close(CloseReason.DENIED).andNotify(Notice.DENIED);
            case GONE -> closeUsedUp();
        };
    }

    /**
     * Handles the acceptance of an out-of-band confirmation. The phone has completed an enrollment by now, so the devices
     * are listed before the acceptance becomes a proof (S2).
     */
    private Transition accept(Optional<OneLoginId> named) {
        return current()
                .target()
                .fold(
                        device -> prove(named),
                        factor -> context.addsFactor()
                                ? prove(named)
                                : findEnrolledDevice(
                                        factor,
                                        named.or(() ->
                                                Optional.ofNullable(current().device()))));
    }
}
