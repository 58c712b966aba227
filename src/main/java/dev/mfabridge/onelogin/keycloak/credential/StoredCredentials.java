package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.List;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageUtil;

/**
 * OneLogin credentials of a user as Keycloak's database has them, read past the user cache. In a transaction of its
 * own, an instance sees everything that other requests have committed.
 */
public final class StoredCredentials {
    private final List<OneLoginCredentialModel> credentials;

    public StoredCredentials(KeycloakSession session, RealmModel realm, UserModel user) {
        // Credentials of users from an external storage are in the federated user storage, all others in the local
        // storage.
        var store = StorageId.isLocalStorage(user.getId())
                ? (UserCredentialStore) session.getProvider(UserProvider.class)
                : (UserCredentialStore) UserStorageUtil.userFederatedStorage(session);
        credentials = store.getStoredCredentialsByTypeStream(realm, user, OneLoginCredentialModel.TYPE)
                .map(OneLoginCredentialModel::of)
                .toList();
    }

    /** Returns whether the user has no OneLogin credential, readable or not. */
    public boolean isEmpty() {
        return credentials.isEmpty();
    }

    /**
     * Returns the id of another credential of the device than the given one.
     *
     * @param credential the id of the given credential
     */
    public Optional<String> another(OneLoginId device, String credential) {
        return credentials.stream()
                .filter(stored -> !stored.getId().equals(credential))
                .filter(stored -> stored.device()
                        .filter(known -> known.id().equals(device))
                        .isPresent())
                .map(CredentialModel::getId)
                .findFirst();
    }
}
