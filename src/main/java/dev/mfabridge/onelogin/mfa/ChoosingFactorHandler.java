package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import java.util.List;

/** Handler of the choice of a factor to enroll. */
final class ChoosingFactorHandler extends ChallengeStartingHandler {
    private final List<OfferedFactor> offered;

    ChoosingFactorHandler(ChoosingFactor state, HandlerContext context) {
        super(state, context);
        this.offered = state.offered();
    }

    @Override
    Transition on(UserEvent.Chosen event) {
        return state.offeredFactor(event.id())
                .map(factor -> enrollUnlessThereIsADevice(
                        event.name().map(factor::withLabel).orElse(factor)))
                .orElseGet(() -> stay().andNotify(Notice.NOT_OFFERED));
    }

    @Override
    Transition on(UserEvent.SkipRequested event) {
        return leaveEnrollment(offered.get(0).user());
    }
}
