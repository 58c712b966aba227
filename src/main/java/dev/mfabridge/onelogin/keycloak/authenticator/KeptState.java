package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The conversation's state between two requests: a note of the authentication session, which every node sees. */
final class KeptState {
    private static final String PREFIX = "onelogin-mfa.";

    private final AuthenticationSessionModel session;
    private final String note;
    private final Binding binding;

    KeptState(AuthenticationFlowContext context) {
        session = context.getAuthenticationSession();
        binding = new Binding(
                context.getRealm().getId(),
                context.getUser().getId(),
                context.getExecution().getId());
        note = PREFIX + binding.execution();
    }

    State read() {
        return StateCodec.read(session.getAuthNote(note), binding).orElseGet(State.Start::new);
    }

    /** Keeps the state; one that ends the step leaves nothing behind, so that a proof counts once. */
    void write(State state) {
        if (state instanceof State.Proven) {
            session.removeAuthNote(note);
        } else {
            session.setAuthNote(note, StateCodec.write(state, binding));
        }
    }
}
