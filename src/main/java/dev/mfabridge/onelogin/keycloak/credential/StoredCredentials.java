package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.api.OneLoginId;
import java.util.List;
import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageUtil;

/**
 * A user's OneLogin credentials as Keycloak's database has them, past its user cache. In a transaction of its own, this sees
 * what other requests have committed by now.
 */
public final class StoredCredentials {
    private final List<OneLoginCredentialModel> credentials;

    public StoredCredentials(KeycloakSession session, RealmModel realm, UserModel user) {
        // Users of a directory that keeps its own users have their credentials beside it; all others in the local
        // store.
        var store = StorageId.isLocalStorage(user.getId())
                ? (UserCredentialStore) session.getProvider(UserProvider.class)
                : (UserCredentialStore) UserStorageUtil.userFederatedStorage(session);
        credentials = store.getStoredCredentialsByTypeStream(realm, user, OneLoginCredentialModel.TYPE)
                .map(OneLoginCredentialModel::of)
                .toList();
    }

    /** @return whether the device has a credential that is not the one with that id */
    public boolean hasAnother(OneLoginId device, String credential) {
        return credentials.stream()
                .filter(stored -> !stored.getId().equals(credential))
                .flatMap(stored -> stored.device().stream())
                .anyMatch(known -> known.id().equals(device));
    }
}
