package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * Remembered browsers of a user. Only the browsers have the cookies, so Keycloak stores the time up to which all
 * cookies are revoked. The time is in Keycloak's federated user storage, which accepts any user.
 */
public final class RememberedBrowsers {
    private static final String ATTRIBUTE = "onelogin_mfa_forgotten";

    private final UserFederatedStorageProvider storage;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;

    public RememberedBrowsers(KeycloakSession session, RealmModel realm, UserModel user) {
        storage = UserStorageUtil.userFederatedStorage(session);
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
    }

    /** Revokes all cookies up to now, so that the factor is required again in each browser. Sessions continue. */
    public void revokeAll() {
        var token = tokens.sign(new RememberedBrowsersRevokedToken(), RememberedBrowsersRevokedToken.TYPE);
        storage.setSingleAttribute(realm, user.getId(), ATTRIBUTE, token);
    }

    /** Returns the time up to which cookies are revoked, in seconds since 1970; 0 if they never were. */
    long revokedUntil() {
        return Optional.ofNullable(storage.getAttributes(realm, user.getId()).getFirst(ATTRIBUTE))
                .flatMap(text ->
                        tokens.read(text, RememberedBrowsersRevokedToken.class, RememberedBrowsersRevokedToken.TYPE))
                .map(RememberedBrowsersRevokedToken::getIat)
                .orElse(0L);
    }
}
