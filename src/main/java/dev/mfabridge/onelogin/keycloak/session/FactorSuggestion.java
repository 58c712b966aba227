package dev.mfabridge.onelogin.keycloak.session;

import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Suggestion to set up another factor, which a user gets once: right after the first one was enrolled. A note of the
 * authentication session stores it, so no later login repeats it.
 */
public record FactorSuggestion(AuthenticationSessionModel session) {
    private static final String NOTE = "onelogin-mfa.suggestion";
    private static final String OFFERED = "offered";
    private static final String ACCEPTED = "accepted";

    /** Has the required action follow the execution, unless the realm has switched the action off. */
    public void offerAfterExecution(RealmModel realm) {
        var action = realm.getRequiredActionProviderByAlias(LoginContext.ENROLLMENT);
        if (action != null && action.isEnabled()) {
            offer();
            session.addRequiredAction(LoginContext.ENROLLMENT);
        }
    }

    public void offer() {
        session.setAuthNote(NOTE, OFFERED);
    }

    public void accept() {
        session.setAuthNote(NOTE, ACCEPTED);
    }

    /** Ends the suggestion, with what the user began of the other factor. */
    public void end() {
        session.removeAuthNote(NOTE);
        AuthSessionStateStore.clear(session, LoginContext.ENROLLMENT);
    }

    /** Returns whether the user got the suggestion in this login, and has neither skipped nor followed it. */
    public boolean isOpen() {
        return session.getAuthNote(NOTE) != null;
    }

    /** Returns whether the user is setting up the other factor. */
    public boolean isAccepted() {
        return ACCEPTED.equals(session.getAuthNote(NOTE));
    }
}
