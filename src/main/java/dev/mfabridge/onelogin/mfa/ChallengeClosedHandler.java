package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.WithChallenge;

/** Handler of a challenge that is no longer valid. */
final class ChallengeClosedHandler extends WithChallengeHandler {

    ChallengeClosedHandler(WithChallenge state, HandlerContext context) {
        super(state, context);
    }

    @Override
    ChallengeClosedHandler handlerOf(WithChallenge next) {
        return new ChallengeClosedHandler(next, context);
    }

    @Override
    Challenge whileChoosing() {
        return current().withoutAttempts();
    }
}
