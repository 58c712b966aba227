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

    /** @return the id of a credential that the device has beside the one with that id */
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
