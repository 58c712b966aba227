package dev.mfabridge.onelogin.mfa;

/**
 * Visitor of a {@link State}, with one method per state.
 *
 * @param <T> the type of the result
 */
public interface StateVisitor<T> {
    T start(State.Start state);

    T choosingFactor(State.ChoosingFactor state);

    T choosingDevice(State.ChoosingDevice state);

    T awaitingCode(State.AwaitingCode state);

    T awaitingOutOfBand(State.AwaitingOutOfBand state);

    T challengeClosed(State.ChallengeClosed state);

    T proven(State.Proven state);

    T failed(State.Failed state);
}
