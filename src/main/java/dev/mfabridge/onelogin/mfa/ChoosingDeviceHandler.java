package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.ChoosingDevice;
import java.util.stream.IntStream;

/** Handler of the choice of another device. The pending challenge stays valid, so a failure here removes nothing. */
final class ChoosingDeviceHandler extends FailureTolerantHandler {
    private final ChoosingDevice choosing;

    ChoosingDeviceHandler(ChoosingDevice state, HandlerContext context) {
        super(state, context);
        this.choosing = state;
    }

    @Override
    Transition on(UserEvent.Chosen event) {
        return IntStream.range(0, choosing.devices().size())
                .filter(position -> String.valueOf(position).equals(event.id()))
                .mapToObj(choosing.devices()::get)
                .findFirst()
                .map(this::chosen)
                .orElseGet(() -> stay().andNotify(Notice.NOT_OFFERED));
    }

    /** Continues with the token as with a chosen device, so that a challenged token keeps its failed attempts (S3). */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.FindTemporaryToken purpose) {
        return temporaryToken(event).map(this::chosen).orElseGet(() -> stay().andNotify(Notice.NO_TEMPORARY_TOKEN));
    }

    /**
     * Challenges the chosen device. For the device that is already challenged, it returns to the pending challenge, and
     * nothing is sent.
     */
    private Transition chosen(EnrolledDevice device) {
        var current = choosing.current();
        if (!current.isFor(device)) {
            return challenge(device);
        }
        if (current.attemptsLeft() > 0 && !current.isExpired(context.now())) {
            return Transition.to(awaiting(current));
        }
        return current.canResend(context.now()) ? challenge(device) : stay().andNotify(Notice.TOO_SOON);
    }

    @Override
    Transition on(OneLoginEvent.LimitReached event) {
        var limited = choosing.current().withResendAfter(event.until());
        return Transition.to(new ChoosingDevice(choosing.devices(), limited)).andNotify(Notice.TOO_MANY_MESSAGES);
    }
}
