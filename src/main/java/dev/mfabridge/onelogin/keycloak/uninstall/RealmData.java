package dev.mfabridge.onelogin.keycloak.uninstall;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.UserModelDelegate;
import org.keycloak.storage.UserStorageUtil;

/**
 * Values that this extension has stored about the users of a realm. They are read and removed in batches of users with such
 * values, each in a transaction of its own, past Keycloak's models. So a realm of any size fits into memory. A removal that was
 * interrupted can be repeated.
 *
 * <p>Nothing is sent to OneLogin, where all devices stay.
 */
public record RealmData(KeycloakSessionFactory factory, String realmId) {
    /** Number of users that one query finds. */
    private static final int PAGE = 1_000;

    /** Number of users in one transaction. SQL Server takes at most 2,100 parameters in a statement. */
    private static final int BATCH = 500;

    /** Text before all ids. Oracle takes an empty text for a missing one, which is before nothing. */
    private static final String BEFORE_ALL = " ";

    /** Work on a batch of users with values in a table. */
    @FunctionalInterface
    private interface BatchWork {
        StoredData run(KeycloakSession session, ValueTable table, List<String> users);
    }

    /** Returns the numbers of the values. */
    public StoredData count() {
        return forAllUsers((session, table, users) -> count(session, withoutValuesBefore(session, table, users)));
    }

    /** Removes the values, and returns their numbers. */
    public StoredData remove() {
        return forAllUsers((session, table, users) -> remove(session, users));
    }

    private StoredData forAllUsers(BatchWork work) {
        return ValueTable.all().map(table -> forUsersOf(table, work)).reduce(StoredData.NONE, StoredData::plus);
    }

    private StoredData forUsersOf(ValueTable table, BatchWork work) {
        var data = StoredData.NONE;
        var users = usersOf(table, BEFORE_ALL);
        while (!users.isEmpty()) {
            data = batches(users)
                    .map(batch -> inTransaction(session -> work.run(session, table, batch)))
                    .reduce(data, StoredData::plus);
            users = usersOf(table, users.get(users.size() - 1));
        }
        return data;
    }

    /** Splits users into batches. */
    static Stream<List<String>> batches(List<String> users) {
        return IntStream.iterate(0, first -> first < users.size(), first -> first + BATCH)
                .mapToObj(first -> users.subList(first, Math.min(first + BATCH, users.size())));
    }

    private List<String> usersOf(ValueTable table, String after) {
        return inTransaction(session -> table.users(database(session), realmId, after, PAGE));
    }

    /** Returns the users without values in the tables before. The others were counted with all their values there. */
    private static List<String> withoutValuesBefore(KeycloakSession session, ValueTable table, List<String> users) {
        var rest = new ArrayList<>(users);
        table.before().forEach(before -> rest.removeAll(Set.copyOf(before.owners(database(session), users))));
        return rest;
    }

    private static StoredData count(KeycloakSession session, List<String> users) {
        return ValueTable.all()
                .map(table -> table.count(database(session), users))
                .reduce(StoredData.NONE, StoredData::plus)
                .ofUsers(users.size());
    }

    private StoredData remove(KeycloakSession session, List<String> users) {
        var data = count(session, users);
        ValueTable.all().forEach(table -> table.remove(database(session), users));
        evict(session, users);
        return data;
    }

    /**
     * Removes the users from the cache of all nodes when the transaction ends, since the values were removed past it. Each user is
     * named: the eviction of a whole realm misses a user that another request is just reading.
     */
    private void evict(KeycloakSession session, List<String> users) {
        var cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            var realm = session.realms().getRealm(realmId);
            users.forEach(user -> cache.evict(realm, new EvictedUser(user)));
        }
    }

    private static EntityManager database(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }

    /** User for an eviction. The cache needs only the id, but asks for a username, which must not be null. */
    private static final class EvictedUser extends UserModelDelegate {
        private final String id;

        EvictedUser(String id) {
            super(null);
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getUsername() {
            return id;
        }

        @Override
        public String getEmail() {
            return null;
        }
    }
}
