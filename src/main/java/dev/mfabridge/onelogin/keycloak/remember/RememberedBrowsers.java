package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalTokens;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * All browsers that a user was remembered in. Only they have the cookies, so what is kept here is the time before which
 * none counts, in what Keycloak's database keeps beside users of federations, which it does for any user.
 */
public final class RememberedBrowsers {
    private static final String FORGOTTEN = "onelogin_mfa_forgotten";

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

    /** The factor is asked for again in each of them. Nobody is signed out. */
    public void revokeAll() {
        var now = tokens.sign(new RememberedBrowsersRevokedToken(), RememberedBrowsersRevokedToken.TYPE);
        storage.setSingleAttribute(realm, user.getId(), FORGOTTEN, now);
    }

    /** @return up to which second, in seconds since 1970, no cookie counts */
    long revokedUntil() {
        return Optional.ofNullable(storage.getAttributes(realm, user.getId()).getFirst(FORGOTTEN))
                .flatMap(text ->
                        tokens.read(text, RememberedBrowsersRevokedToken.class, RememberedBrowsersRevokedToken.TYPE))
                .map(RememberedBrowsersRevokedToken::getIat)
                .orElse(0L);
    }
}
