package dev.mfabridge.onelogin.keycloak.uninstall;

import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageUtil;

/** Users of a realm in Keycloak's database, by pages of their ids. */
enum RealmUsers {
    /** Users of Keycloak's own storage, with those that were imported from a directory. */
    LOCAL {
        @Override
        int count(KeycloakSession session, RealmModel realm) {
            return session.getProvider(UserProvider.class).getUsersCount(realm, true);
        }

        @Override
        Stream<String> page(KeycloakSession session, RealmModel realm, int first, int max) {
            return session.getProvider(UserProvider.class)
                    .searchForUserStream(realm, Map.of(), first, max)
                    // A method reference names the interface that declares the method, and 26.6 moved the method.
                    .map(user -> user.getId());
        }
    },

    /** Users who are only in a directory. The federated user storage has values about them. */
    FEDERATED {
        @Override
        int count(KeycloakSession session, RealmModel realm) {
            return UserStorageUtil.userFederatedStorage(session).getStoredUsersCount(realm);
        }

        @Override
        Stream<String> page(KeycloakSession session, RealmModel realm, int first, int max) {
            return UserStorageUtil.userFederatedStorage(session)
                    .getStoredUsersStream(realm, first, max)
                    .filter(user -> !StorageId.isLocalStorage(user));
        }
    };

    /** Returns the number of users, which is an upper bound for {@link #page}. */
    abstract int count(KeycloakSession session, RealmModel realm);

    /** Returns the ids of a part of the users. */
    abstract Stream<String> page(KeycloakSession session, RealmModel realm, int first, int max);
}
