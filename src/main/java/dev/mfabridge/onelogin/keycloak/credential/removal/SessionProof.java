package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.compat.BearerSessions;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Mark of a session in which its user proved a OneLogin factor. A password, a remembered browser or a bypass leaves no
 * mark, so none of them is enough to have a device removed (S10).
 */
public final class SessionProof {
    private static final String NOTE = "onelogin-mfa.proven";

    private SessionProof() {}

    /** Marks this login and the user session that it creates. */
    public static void record(AuthenticationSessionModel login, UserModel user) {
        login.setAuthNote(NOTE, user.getId());
        login.setUserSessionNote(NOTE, user.getId());
    }

    /** Returns whether the user proved a factor in this login. */
    public static boolean isIn(AuthenticationSessionModel login, UserModel user) {
        return user.getId().equals(login.getAuthNote(NOTE));
    }

    /**
     * Returns whether the current request belongs to a marked session of the user. Such a session is that of the
     * request's bearer token (account API), the current login, or the session that this login continues ({@code
     * kc_action}).
     */
    static boolean isInRequest(KeycloakSession session, UserModel user) {
        var context = session.getContext();
        var login = Optional.ofNullable(context.getAuthenticationSession());
        if (login.filter(found -> isOf(found, user) && isIn(found, user)).isPresent()) {
            return true;
        }
        var continued = login.filter(found -> isOf(found, user))
                .map(found -> session.sessions()
                        .getUserSession(
                                context.getRealm(), found.getParentSession().getId()));
        return Stream.concat(BearerSessions.find(context).stream(), continued.stream())
                .anyMatch(found -> isMarked(found, user));
    }

    private static boolean isOf(AuthenticationSessionModel login, UserModel user) {
        return login.getAuthenticatedUser() != null
                && user.getId().equals(login.getAuthenticatedUser().getId());
    }

    private static boolean isMarked(UserSessionModel session, UserModel user) {
        return session.getUser() != null
                && user.getId().equals(session.getUser().getId())
                && user.getId().equals(session.getNote(NOTE));
    }
}
