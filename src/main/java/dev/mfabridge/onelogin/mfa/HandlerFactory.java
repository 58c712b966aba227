package dev.mfabridge.onelogin.mfa;

/** Factory of the handler of a state. A new state does not compile before it has a handler here. */
record HandlerFactory(HandlerContext context) implements StateVisitor<EventHandler> {

    @Override
    public EventHandler start(State.Start state) {
        return new StartHandler(state, context);
    }

    @Override
    public EventHandler choosingFactor(State.ChoosingFactor state) {
        return new ChoosingFactorHandler(state, context);
    }

    @Override
    public EventHandler choosingDevice(State.ChoosingDevice state) {
        return new ChoosingDeviceHandler(state, context);
    }

    @Override
    public EventHandler awaitingCode(State.AwaitingCode state) {
        return new AwaitingHandler(state, context);
    }

    @Override
    public EventHandler awaitingOutOfBand(State.AwaitingOutOfBand state) {
        return new AwaitingOutOfBandHandler(state, context);
    }

    @Override
    public EventHandler challengeClosed(State.ChallengeClosed state) {
        return new ChallengeClosedHandler(state, context);
    }

    @Override
    public EventHandler proven(State.Proven state) {
        return new ProvenHandler(state);
    }

    @Override
    public EventHandler failed(State.Failed state) {
        return new FailedHandler(state, context);
    }
}
