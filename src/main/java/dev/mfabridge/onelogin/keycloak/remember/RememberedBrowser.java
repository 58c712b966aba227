package dev.mfabridge.onelogin.keycloak.remember;

import java.time.Duration;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Browser of this request, which is remembered if a user proved a factor in it and selected that (S8).
 *
 * <p>A signed cookie marks the browser, for each of its users. It is valid for one realm, user, credential and password.
 * The cookie loses its validity when its lifetime ends, or when the user or an administrator revokes the remembered
 * browsers. A sign-out of all sessions by an administrator ends its validity too.
 */
public final class RememberedBrowser {
    private static final BrowserCookie.CookieKind<RememberedToken> COOKIE =
            new BrowserCookie.CookieKind<>("ONELOGIN_MFA_REMEMBERED", RememberedToken.class, RememberedToken.FORMAT);

    private final BrowserCookie<RememberedToken> cookie;
    private final BrowserTokenRules rules;

    public RememberedBrowser(KeycloakSession session, RealmModel realm, UserModel user) {
        cookie = new BrowserCookie<>(session, realm, user, COOKIE);
        rules = new BrowserTokenRules(session, realm, user, RememberedBrowsers.stored(session, realm, user));
    }

    /**
     * Remembers the browser for the user.
     *
     * @param credential the id of the credential that was proven
     * @param lifetime the time for which the factor is not required in this browser
     */
    public void remember(String credential, Duration lifetime) {
        cookie.put(rules.bind(new RememberedToken(), credential), lifetime);
    }

    /** Forgets the user in this browser, since the user proved a factor and did not select that the browser is remembered. */
    public void forget() {
        cookie.remove();
    }

    /**
     * Returns the id of the credential that the user proved in this browser; empty if the browser is not remembered.
     *
     * @param lifetime the configured lifetime, which may have been longer when the cookie was created
     */
    public Optional<String> provenCredential(Duration lifetime) {
        return cookie.token()
                .filter(rules::isValid)
                .filter(token -> Time.currentTime() < token.getIat() + lifetime.toSeconds())
                .map(RememberedToken::credential);
    }
}
