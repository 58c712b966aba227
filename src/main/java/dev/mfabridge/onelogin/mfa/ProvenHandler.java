package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.Proven;

/** Handler of the proof, after which no event changes anything. */
final class ProvenHandler extends EventHandler {

    ProvenHandler(Proven state) {
        super(state);
    }
}
