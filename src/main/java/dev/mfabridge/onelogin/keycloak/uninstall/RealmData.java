package dev.mfabridge.onelogin.keycloak.uninstall;

import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;

/**
 * Values that this extension has stored about the users of a realm. They are read and removed in batches of users, each in
 * a transaction of its own, so that a realm of any size fits into memory. A removal that was interrupted can be repeated.
 *
 * <p>Nothing is sent to OneLogin, where all devices stay.
 */
public record RealmData(KeycloakSessionFactory factory, String realmId) {
    private static final int BATCH = 200;

    /** Work in a transaction of its own. */
    @FunctionalInterface
    private interface RealmWork<T> {
        T run(KeycloakSession session, RealmModel realm);
    }

    /** Returns the numbers of the values. */
    public StoredData count() {
        return forAllUsers(store -> UserData.in(store).count());
    }

    /** Removes the values, and returns their numbers. */
    public StoredData remove() {
        return forAllUsers(store -> {
            var data = UserData.in(store);
            data.removeFrom(store);
            return data.count();
        });
    }

    private StoredData forAllUsers(Function<UserStore, StoredData> work) {
        return Stream.of(RealmUsers.values())
                .map(users -> forUsers(users, work))
                .reduce(StoredData.NONE, StoredData::plus);
    }

    private StoredData forUsers(RealmUsers users, Function<UserStore, StoredData> work) {
        return pages(inTransaction(users::count))
                .map(first ->
                        inTransaction((session, realm) -> users.page(session, realm, first, BATCH).toList().stream()
                                .map(user -> forUser(session, realm, user, work))
                                .reduce(StoredData.NONE, StoredData::plus)))
                .reduce(StoredData.NONE, StoredData::plus);
    }

    /**
     * Returns the first number of each page, the last page first: a removed value can take its user out of the later pages.
     *
     * @param count the number of users
     */
    static Stream<Integer> pages(int count) {
        var last = (count - 1) / BATCH * BATCH;
        return count == 0 ? Stream.empty() : Stream.iterate(last, first -> first >= 0, first -> first - BATCH);
    }

    private static StoredData forUser(
            KeycloakSession session, RealmModel realm, String user, Function<UserStore, StoredData> work) {
        var federated = new FederatedUserStore(UserStorageUtil.userFederatedStorage(session), realm, user);
        var local = session.getProvider(UserProvider.class).getUserById(realm, user);
        var data = Stream.concat(
                        Stream.of(federated),
                        Stream.ofNullable(local).map(found -> new LocalUserStore(session, realm, found)))
                .map(work)
                .reduce(StoredData.NONE, StoredData::plus)
                .ofOneUser();
        if (!data.equals(StoredData.NONE)) {
            evict(session, realm, local);
        }
        return data;
    }

    /** Removes a user from the cache of all nodes, since the values were removed past it. */
    private static void evict(KeycloakSession session, RealmModel realm, UserModel user) {
        var cache = UserStorageUtil.userCache(session);
        if (cache != null && user != null) {
            cache.evict(realm, user);
        }
    }

    private <T> T inTransaction(RealmWork<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            var realm = session.realms().getRealm(realmId);
            session.getContext().setRealm(realm);
            return work.run(session, realm);
        });
    }
}
