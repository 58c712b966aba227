package dev.mfabridge.onelogin.keycloak.credential.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.client.http.RequestDeadline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.cache.CachedUserModel;

/** Repetition of work whose transaction Keycloak's store rejects, since another request changed the same data. */
class SeparateTransactionTest {
    private final RealmModel realm = Fake.of(RealmModel.class, Map.of());
    private final Set<KeycloakSession> sessions = new HashSet<>();
    private UserModel user = Fake.of(UserModel.class, Map.of());
    private int conflicts;
    private int runs;

    @Test
    @DisplayName("Work runs once if no other request changed the same data")
    void workRunsOnceWithoutConflict() {
        assertThat(transaction().runUntilCommitted(this::work)).contains("result 1");
    }

    @Test
    @DisplayName("Work runs again, each time with a session of its own, until its changes are committed")
    void workRunsAgainAfterConflict() {
        conflicts = 2;

        assertThat(transaction().runUntilCommitted(this::work)).contains("result 3");

        assertThat(sessions).hasSize(3);
    }

    @Test
    @DisplayName("Work runs three times at most, and the last conflict reaches the caller")
    void workRunsThreeTimesAtMost() {
        conflicts = 3;

        assertThatThrownBy(() -> transaction().runUntilCommitted(this::work)).isInstanceOf(ModelException.class);

        assertThat(runs).isEqualTo(3);
    }

    @Test
    @DisplayName("Work about a removed user doesn't run")
    void workAboutRemovedUserDoesNotRun() {
        user = null;

        assertThat(transaction().runUntilCommitted(this::work)).isEmpty();

        assertThat(runs).isZero();
    }

    @Test
    @DisplayName("Work reads the user from the database, since another node may have changed the user")
    void workReadsNoCachedUser() {
        var dropped = new AtomicInteger();
        user = Fake.of(CachedUserModel.class, Map.of("invalidate", arguments -> {
            assertThat(runs).isZero();
            return dropped.incrementAndGet();
        }));

        transaction().runUntilCommitted(this::work);

        assertThat(dropped).hasValue(1);
    }

    private String work(KeycloakSession session, RealmModel sameRealm, UserModel sameUser) {
        sessions.add(session);
        assertThat(sameRealm).isSameAs(realm);
        assertThat(sameUser).isSameAs(user);
        return "result " + ++runs;
    }

    private SeparateTransaction transaction() {
        var factory = Fake.of(KeycloakSessionFactory.class, Map.of("create", arguments -> session()));
        return new SeparateTransaction(factory, "acme", "ann", RequestDeadline.start());
    }

    /** Returns a session whose end commits, and fails if there is a conflict. */
    private KeycloakSession session() {
        var attributes = new HashMap<Object, Object>();
        var context = Fake.of(KeycloakContext.class, Map.of());
        var transactions = Fake.of(KeycloakTransactionManager.class, Map.of());
        var realms = Fake.of(RealmProvider.class, Map.of("getRealm", arguments -> realm));
        var users = Fake.of(UserProvider.class, Map.of("getUserById", arguments -> user));
        return Fake.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "getTransactionManager", arguments -> transactions,
                        "realms", arguments -> realms,
                        "users", arguments -> users,
                        "getAttribute", arguments -> attributes.get(arguments[0]),
                        "setAttribute", arguments -> attributes.put(arguments[0], arguments[1]),
                        "close", arguments -> commit()));
    }

    private Object commit() {
        if (runs > 0 && runs <= conflicts) {
            throw new ModelException("another request changed the same data");
        }
        return null;
    }
}
