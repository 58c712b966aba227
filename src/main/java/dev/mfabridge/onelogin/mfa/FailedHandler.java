package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.Failed;
import dev.mfabridge.onelogin.mfa.State.Start;

/** Handler of a failed conversation, which the user can only restart. */
final class FailedHandler extends EventHandler {
    private final Failed failed;
    private final HandlerContext context;

    FailedHandler(Failed state, HandlerContext context) {
        super(state);
        this.failed = state;
        this.context = context;
    }

    @Override
    Transition on(UserEvent.RestartRequested event) {
        return context.now().isBefore(failed.retryAt())
                ? stay().andNotify(Notice.TOO_SOON)
                : new StartHandler(new Start(), context).open(event.known());
    }
}
