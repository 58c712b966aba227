package dev.mfabridge.onelogin.keycloak.credential.removal;

import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The mark of a session in which its user proved a OneLogin factor. A password, a remembered browser and a login that passed
 * by policy leave none, so that none of them is enough to have a device removed.
 */
public final class SessionProof {
    private static final String NOTE = "onelogin-mfa.proven";

    private SessionProof() {}

    /** Marks this login, and the session that it ends in. */
    public static void record(AuthenticationSessionModel login, UserModel user) {
        login.setAuthNote(NOTE, user.getId());
        login.setUserSessionNote(NOTE, user.getId());
    }

    /** @return whether the user proved a factor in this very login */
    public static boolean isIn(AuthenticationSessionModel login, UserModel user) {
        return user.getId().equals(login.getAuthNote(NOTE));
    }

    /**
     * @return whether the request that is being served belongs to a session of the user with the mark: the one of its bearer
     *     token (account API), the login that it goes on with, or the session that this login continues ({@code kc_action})
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
        return Stream.concat(Optional.ofNullable(context.getUserSession()).stream(), continued.stream())
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
