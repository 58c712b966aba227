package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.util.Optional;
import java.util.Set;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The conversation's state between two requests: a note of the authentication session, which every node sees. */
public final class AuthSessionStateStore {
    private static final String PREFIX = "onelogin-mfa.";

    private final AuthenticationSessionModel session;
    private final String note;
    private final Binding binding;

    public AuthSessionStateStore(LoginContext login) {
        session = login.authSession();
        binding = new Binding(login.realm().getId(), login.user().getId(), login.executionId());
        note = PREFIX + login.executionId();
    }

    /** @param place what asks */
    public static void clear(AuthenticationSessionModel session, String place) {
        session.removeAuthNote(PREFIX + place);
    }

    /**
     * What can go on. Enrolment is for those who have no device: another login of the same person may have enrolled one by
     * now. And what was asked for before its credential was removed would bring it back.
     *
     * @param mayEnrol whether the person may be enrolling
     * @param removed the devices whose removal in OneLogin is pending
     */
    public State restore(boolean mayEnrol, Set<OneLoginId> removed) {
        return Optional.of(load())
                .filter(found -> mayEnrol || !found.isEnrolling())
                .filter(found -> !found.involvesDevice(removed::contains))
                .orElseGet(State.Start::new);
    }

    /** @return what was kept, or the start where that is nothing or nothing readable */
    public State load() {
        return StateCodec.read(session.getAuthNote(note), binding).orElseGet(State.Start::new);
    }

    /** Keeps the state; one that ends the step leaves nothing behind, so that a proof counts once. */
    public void save(State state) {
        if (state instanceof State.Proven) {
            session.removeAuthNote(note);
        } else {
            session.setAuthNote(note, StateCodec.write(state, binding));
        }
    }
}
