package dev.mfabridge.onelogin.keycloak.session;

import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Mark of a login in which the user entered a temporary token. The token is enough for this login and for nothing else: no
 * device was proven, so none is added (S2) and none is removed in OneLogin (S10).
 */
public final class TemporaryTokenProof {
    private static final String NOTE = "onelogin-mfa.temporary-token";

    private TemporaryTokenProof() {}

    public static void record(AuthenticationSessionModel login) {
        login.setAuthNote(NOTE, "true");
    }

    /** Returns whether the user entered a temporary token in this login. */
    public static boolean isIn(AuthenticationSessionModel login) {
        return login.getAuthNote(NOTE) != null;
    }
}
