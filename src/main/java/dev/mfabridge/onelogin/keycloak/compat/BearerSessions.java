package dev.mfabridge.onelogin.keycloak.compat;

import java.util.Optional;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.UserSessionModel;

/** User session of a request with a bearer token, such as one of the account console. */
public final class BearerSessions {
    private static final boolean ARE_KNOWN = KeycloakVersion.running().isSince(26, 1);

    private BearerSessions() {}

    /** Returns the session. Keycloak 26.0 doesn't tell, so that no such request counts as one after a proof (S10). */
    public static Optional<UserSessionModel> find(KeycloakContext context) {
        return ARE_KNOWN ? ContextSince26_1.find(context) : Optional.empty();
    }

    private static final class ContextSince26_1 {
        static Optional<UserSessionModel> find(KeycloakContext context) {
            return Optional.ofNullable(context.getUserSession());
        }
    }
}
