package dev.mfabridge.onelogin.keycloak.remember;

import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Rules that are the same for all tokens of browsers. A token is valid for one password, until it expires, and until the
 * user or an administrator revokes it.
 */
final class BrowserTokenRules {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final RememberedBrowsers revoked;

    BrowserTokenRules(KeycloakSession session, RealmModel realm, UserModel user, RememberedBrowsers revoked) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.revoked = revoked;
    }

    /** Binds a token to the proven credential and the user's password. */
    <T extends BrowserToken> T bind(T token, String credential) {
        token.bindTo(credential, passwordMark());
        return token;
    }

    /** Returns whether a token of the user is still valid. The caller checks whether the user still has the credential. */
    boolean isValid(BrowserToken token) {
        return token.getExp() != null
                && token.getIat() != null
                && token.credential() != null
                && Time.currentTime() < token.getExp()
                && token.getIat() > revokedUntil()
                && passwordMark().equals(token.password());
    }

    private long revokedUntil() {
        var signedOut = Math.max(realm.getNotBefore(), session.users().getNotBeforeOfUser(realm, user));
        return Math.max(signedOut, revoked.revokedUntil());
    }

    /**
     * Returns a text that changes with the password. Users of some federations have no password in Keycloak, so the
     * text is constant for them.
     */
    private String passwordMark() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst()
                .map(password -> password.getId() + " " + password.getCreatedDate())
                .orElse("none");
    }
}
