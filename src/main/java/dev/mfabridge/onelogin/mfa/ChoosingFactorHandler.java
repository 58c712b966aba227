package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Handler of the choice of a factor to enroll. */
final class ChoosingFactorHandler extends ChallengeStartingHandler {
    /**
     * Time for which the list before the offer is enough to start a registration. It is short, so that a device that appears is
     * mostly challenged before a registration sends a message. The list before the completion keeps S2 in either case.
     */
    private static final Duration LIST_VALID_FOR = Duration.ofSeconds(10);

    private final ChoosingFactor choosing;

    ChoosingFactorHandler(ChoosingFactor state, HandlerContext context) {
        super(state, context);
        this.choosing = state;
    }

    @Override
    Transition on(UserEvent.Chosen event) {
        return state.offeredFactor(event.id())
                .map(factor -> event.name().map(factor::withLabel).orElse(factor))
                .map(factor -> mayRegisterAtOnce() ? register(factor, List.of()) : enrollUnlessThereIsADevice(factor))
                .orElseGet(() -> stay().andNotify(Notice.NOT_OFFERED));
    }

    /** Returns whether the list before the offer is enough. For a user who adds a factor, a list tells the new device from the others. */
    private boolean mayRegisterAtOnce() {
        return !context.addsFactor()
                && policy().enrollment().mode() != EnrollmentMode.OFF
                && isRecent(choosing.listedAt());
    }

    /** Returns whether a list is recent. A time in the future is that of another clock, so the age of the list is unknown. */
    private boolean isRecent(Instant listedAt) {
        return listedAt != null
                && !listedAt.isAfter(context.now())
                && !listedAt.isBefore(context.now().minus(LIST_VALID_FOR));
    }

    @Override
    Transition on(UserEvent.SkipRequested event) {
        return leaveEnrollment(choosing.offered().get(0).user());
    }
}
