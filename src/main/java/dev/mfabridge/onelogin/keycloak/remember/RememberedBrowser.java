package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.resources.RealmsResource;

/**
 * Browser of this request, which is remembered if a user proved a factor in it and selected that (S8).
 *
 * <p>A signed cookie marks the browser. It is valid for one realm, user, credential and password. The cookie loses its
 * validity when its lifetime ends, or when the user or an administrator revokes the remembered browsers. A sign-out of
 * all sessions by an administrator ends its validity too.
 */
public final class RememberedBrowser {
    static final String COOKIE = "ONELOGIN_MFA_REMEMBERED";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public RememberedBrowser(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Remembers the browser.
     *
     * @param credential the id of the credential that was proven
     * @param lifetime the time for which the factor is not required in this browser
     */
    public void remember(String credential, Duration lifetime) {
        var token = new RememberedToken().of(credential, passwordMark());
        token.exp((long) Time.currentTime() + lifetime.toSeconds());
        set(tokens().sign(token, RememberedToken.TYPE), (int) lifetime.toSeconds());
    }

    /** Expires an earlier cookie, since the user proved a factor without selecting that the browser is remembered. */
    public void expireCookie() {
        if (cookie().isPresent()) {
            set("", 0);
        }
    }

    /**
     * Returns whether the browser has a valid cookie.
     *
     * @param isEnrolled tests whether the user still has the credential with that id
     * @param lifetime the configured lifetime, which may have been longer when the cookie was created
     */
    public boolean isRemembered(Predicate<String> isEnrolled, Duration lifetime) {
        return cookie().flatMap(cookie -> tokens().read(cookie, RememberedToken.class, RememberedToken.TYPE))
                .filter(token -> token.getExp() != null && token.getIat() != null && isInTime(token, lifetime))
                .filter(token -> token.credential() != null && isEnrolled.test(token.credential()))
                .filter(token -> passwordMark().equals(token.password()))
                .isPresent();
    }

    private InternalTokens tokens() {
        return new InternalTokens(session, realm, user);
    }

    private boolean isInTime(RememberedToken token, Duration lifetime) {
        var now = Time.currentTime();
        var signedOut = Math.max(realm.getNotBefore(), session.users().getNotBeforeOfUser(realm, user));
        var revoked = Math.max(signedOut, new RememberedBrowsers(session, realm, user).revokedUntil());
        return now < token.getExp() && now < token.getIat() + lifetime.toSeconds() && token.getIat() > revoked;
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

    private Optional<String> cookie() {
        return Optional.ofNullable(
                        session.getContext().getRequestHeaders().getCookies().get(COOKIE))
                .map(cookie -> cookie.getValue())
                .filter(value -> !value.isEmpty());
    }

    private void set(String value, int seconds) {
        var path = RealmsResource.realmBaseUrl(session.getContext().getUri())
                .path("/")
                .build(realm.getName())
                .getRawPath();
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(COOKIE)
                        .value(value)
                        .path(path)
                        .maxAge(seconds)
                        .secure(true)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }
}
