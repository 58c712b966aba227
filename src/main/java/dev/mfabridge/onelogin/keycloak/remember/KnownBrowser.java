package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Browser of this request, which is known if the user proved a factor in it before. A known browser has rate limits of
 * its own, so other logins with the user's password can't use them up (S3, S4).
 *
 * <p>A signed cookie marks the browser, for each of its users. It is no factor and lets no user pass. Only a proof sets
 * it, so an attacker can't create further limits. The rules for its validity are those of a remembered browser.
 */
public final class KnownBrowser {
    private static final BrowserCookie.CookieKind<KnownBrowserToken> COOKIE =
            new BrowserCookie.CookieKind<>("ONELOGIN_MFA_BROWSER", KnownBrowserToken.class, KnownBrowserToken.FORMAT);

    private static final Duration LIFETIME = Duration.ofDays(180);

    private final UserModel user;
    private final RememberedBrowsers browsers;
    private final BrowserCookie<KnownBrowserToken> cookie;
    private final BrowserTokenRules rules;

    public KnownBrowser(KeycloakSession session, RealmModel realm, UserModel user) {
        this.user = user;
        browsers = RememberedBrowsers.cached(session, realm, user);
        cookie = new BrowserCookie<>(session, realm, user, COOKIE);
        rules = new BrowserTokenRules(session, realm, user, browsers);
    }

    /** Returns the id of the browser, or empty if the user proved no factor in it. */
    public Optional<String> id() {
        return cookie.token()
                .filter(token -> token.browser() != null && rules.isValid(token) && hasCredential(token.credential()))
                .map(KnownBrowserToken::browser);
    }

    /**
     * Marks the browser after a proof, or renews its mark. The id of a known browser stays, so a proof adds nothing to
     * its limits.
     *
     * @param credential the id of the credential that was proven
     */
    public void markProven(String credential) {
        browsers.repair();
        var id = id().orElseGet(() -> SecretGenerator.getInstance().randomString());
        cookie.put(rules.bind(new KnownBrowserToken().ofBrowser(id), credential), LIFETIME);
    }

    private boolean hasCredential(String credential) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(OneLoginCredentialModel.TYPE)
                .anyMatch(stored -> credential.equals(stored.getId()));
    }
}
