package dev.mfabridge.onelogin.keycloak.uninstall;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/** Keycloak's federated user storage, with the signed values of all users and everything of users from a directory. */
record FederatedUserStore(UserFederatedStorageProvider storage, RealmModel realm, String user) implements UserStore {

    @Override
    public Stream<String> credentials() {
        return storage.getStoredCredentialsStream(realm, user)
                .filter(credential -> OneLoginCredentialModel.TYPE.equals(credential.getType()))
                .map(CredentialModel::getId);
    }

    @Override
    public void removeCredential(String id) {
        storage.removeStoredCredential(realm, user, id);
    }

    @Override
    public Stream<String> attributes() {
        return storage.getAttributes(realm, user).keySet().stream();
    }

    @Override
    public void removeAttribute(String name) {
        storage.removeAttribute(realm, user, name);
    }

    @Override
    public Stream<String> requiredActions() {
        return storage.getRequiredActionsStream(realm, user);
    }

    @Override
    public void removeRequiredAction(String action) {
        storage.removeRequiredAction(realm, user, action);
    }
}
