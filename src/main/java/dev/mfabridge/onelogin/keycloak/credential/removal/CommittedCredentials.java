package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** OneLogin credentials of a user that other requests have committed by now, independent of earlier reads of this request. */
public final class CommittedCredentials {
    private CommittedCredentials() {}

    /** Returns whether the user has a OneLogin credential at this moment; true if the user was removed. */
    public static boolean exist(KeycloakSession session, RealmModel realm, UserModel user) {
        return SeparateTransaction.of(session, realm, user)
                .run((other, sameRealm, sameUser) -> !new StoredCredentials(other, sameRealm, sameUser).isEmpty())
                .orElse(true);
    }
}
