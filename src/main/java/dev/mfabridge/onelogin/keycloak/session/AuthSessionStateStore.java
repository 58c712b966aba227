package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Store in a note of the authentication session, for logins in a browser. */
public final class AuthSessionStateStore extends StateStore {
    private static final String PREFIX = "onelogin-mfa.";
    private static final String PAUSE = PREFIX + "pause.";

    private final AuthenticationSessionModel session;
    private final String executionId;
    private final Binding binding;

    public AuthSessionStateStore(LoginContext login) {
        session = login.authSession();
        executionId = login.executionId();
        binding = new Binding(login.realm().getId(), login.user().getId(), executionId);
    }

    /** Returns whether an execution or required action has stored a state, of whatever user. */
    static boolean hasState(AuthenticationSessionModel session, String executionId) {
        return session.getAuthNote(PREFIX + executionId) != null;
    }

    /** Removes the state of an execution or required action. */
    public static void clear(AuthenticationSessionModel session, String executionId) {
        session.removeAuthNote(PREFIX + executionId);
        session.removeAuthNote(PAUSE + executionId);
    }

    @Override
    public Optional<State> load() {
        return StateCodec.read(session.getAuthNote(PREFIX + executionId), binding);
    }

    @Override
    public Optional<Instant> pausedUntil() {
        return MessagePause.of(
                session.getAuthNote(PREFIX + executionId), session.getAuthNote(PAUSE + executionId), Instant.now());
    }

    @Override
    protected void write(State state) {
        session.setAuthNote(PREFIX + executionId, StateCodec.write(state, binding));
        MessagePause.after(state)
                .ifPresentOrElse(
                        until -> session.setAuthNote(PAUSE + executionId, until),
                        () -> session.removeAuthNote(PAUSE + executionId));
    }

    @Override
    protected void clear() {
        clear(session, executionId);
    }
}
