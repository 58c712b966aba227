package dev.mfabridge.onelogin.keycloak.session;

/**
 * Choice of the user to have this browser remembered, in a note of the authentication session. The choice outlasts a wrong
 * code, another message and another device, until the login ends.
 */
public record RememberChoice(LoginContext login) {
    private static final String NOTE = "onelogin-mfa.remember.";

    /** Keeps the choice of a form that offered it. */
    public void keep(boolean isWanted) {
        login.authSession().setAuthNote(note(), Boolean.toString(isWanted));
    }

    /** Returns whether the user wants this browser to be remembered. */
    public boolean isWanted() {
        return Boolean.parseBoolean(login.authSession().getAuthNote(note()));
    }

    private String note() {
        return NOTE + login.executionId();
    }
}
