package dev.mfabridge.onelogin.keycloak.uninstall;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.UserCredentialStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/**
 * Keycloak's own storage of users, past the cache and past a directory from which a user was imported.
 *
 * @param user the user as the storage has it
 */
record LocalUserStore(KeycloakSession session, RealmModel realm, UserModel user) implements UserStore {

    @Override
    public Stream<String> credentials() {
        return store().getStoredCredentialsByTypeStream(realm, user, OneLoginCredentialModel.TYPE)
                .map(CredentialModel::getId);
    }

    @Override
    public void removeCredential(String id) {
        store().removeStoredCredential(realm, user, id);
    }

    @Override
    public Stream<String> attributes() {
        return user.getAttributes().keySet().stream();
    }

    @Override
    public void removeAttribute(String name) {
        user.removeAttribute(name);
    }

    @Override
    public Stream<String> requiredActions() {
        return user.getRequiredActionsStream();
    }

    @Override
    public void removeRequiredAction(String action) {
        user.removeRequiredAction(action);
    }

    private UserCredentialStore store() {
        return (UserCredentialStore) session.getProvider(UserProvider.class);
    }
}
