package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The conversation's state between two requests: a note of the authentication session, which every node sees. */
public final class KeptState {
    private static final String PREFIX = "onelogin-mfa.";

    private final AuthenticationSessionModel session;
    private final String note;
    private final Binding binding;

    public KeptState(Login login) {
        this(login.authentication(), login.realm(), login.user(), login.place());
    }

    /** @param place what asks this user in this session */
    public KeptState(AuthenticationSessionModel session, RealmModel realm, UserModel user, String place) {
        this.session = session;
        binding = new Binding(realm.getId(), user.getId(), place);
        note = PREFIX + place;
    }

    /** @param place what asks */
    public static void forget(AuthenticationSessionModel session, String place) {
        session.removeAuthNote(PREFIX + place);
    }

    /** @return what was kept, or the start where that is nothing or nothing readable */
    public State read() {
        return StateCodec.read(session.getAuthNote(note), binding).orElseGet(State.Start::new);
    }

    /** Keeps the state; one that ends the step leaves nothing behind, so that a proof counts once. */
    public void write(State state) {
        if (state instanceof State.Proven) {
            session.removeAuthNote(note);
        } else {
            session.setAuthNote(note, StateCodec.write(state, binding));
        }
    }
}
