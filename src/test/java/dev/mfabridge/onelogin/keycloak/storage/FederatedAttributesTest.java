package dev.mfabridge.onelogin.keycloak.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

class FederatedAttributesTest {
    private static final String NAME = "onelogin_mfa_device.7";

    private final RealmModel realm = Fake.of(RealmModel.class, Map.of("getId", call -> "realm"));
    private final MultivaluedHashMap<String, String> database =
            new MultivaluedHashMap<>(Map.of(NAME, List.of("first")));
    private final ConcurrentHashMap<Object, Object> cache = new ConcurrentHashMap<>();
    private boolean isEvicted;
    private int reads;

    @Test
    @DisplayName("The next session needs no read of the database")
    void cacheServesNextSession() {
        assertThat(cached(session()).of(NAME)).containsExactly("first");

        assertThat(cached(session()).of(NAME)).containsExactly("first");

        assertThat(reads).isEqualTo(1);
    }

    @Test
    @DisplayName("The stored attributes are those of the database, whatever the cache has")
    void storedAttributesComeFromDatabase() {
        cached(session()).all();
        database.putSingle(NAME, "second");

        assertThat(stored(session()).of(NAME)).containsExactly("second");
    }

    @Test
    @DisplayName("A session that has read the database prefers what it has read")
    void readOfSessionIsPreferred() {
        cached(session()).all();
        database.putSingle(NAME, "second");
        var session = session();
        stored(session).all();

        assertThat(cached(session).of(NAME)).containsExactly("second");
    }

    @Test
    @DisplayName("A session reads the database once")
    void sessionReadsOnce() {
        var session = session();
        stored(session).all();
        stored(session).all();

        assertThat(reads).isEqualTo(1);
    }

    @Test
    @DisplayName("A change drops the user from the cache, and the session reads again")
    void changeDropsUser() {
        var session = session();
        cached(session).all();

        cached(session).set(NAME, List.of("second"));

        assertThat(isEvicted).isTrue();
        assertThat(cached(session).of(NAME)).containsExactly("second");
    }

    @Test
    @DisplayName("The removal of an attribute drops the user from the cache")
    void removalDropsUser() {
        cached(session()).set(NAME, List.of());

        assertThat(isEvicted).isTrue();
        assertThat(database).isEmpty();
    }

    @Test
    @DisplayName("A user whom the session has changed is read from the database")
    void changedUserIsRead() {
        cached(session()).all();
        database.putSingle(NAME, "second");
        isEvicted = true;

        assertThat(cached(session()).of(NAME)).containsExactly("second");
    }

    @Test
    @DisplayName("What a session writes is in no cache before its commit")
    void uncommittedChangeIsNotCached() {
        var session = session();
        cached(session).set(NAME, List.of("second"));
        isEvicted = false;
        cached(session).all();

        assertThat(cache).isEmpty();
    }

    @Test
    @DisplayName("The cache keeps no attribute of a directory or another extension")
    void otherAttributesAreNotKept() {
        database.putSingle("description", "of the directory");
        cached(session()).all();

        assertThat(cached(session()).all()).containsOnlyKeys(NAME);
    }

    @Test
    @DisplayName("A server without a cache of users reads the database")
    void serverWithoutCacheReads() {
        var uncached = Fake.of(UserModel.class, Map.of("getId", call -> "user"));

        FederatedAttributes.cached(session(), realm, uncached).all();
        FederatedAttributes.cached(session(), realm, uncached).all();

        assertThat(reads).isEqualTo(2);
    }

    private FederatedAttributes cached(KeycloakSession session) {
        return FederatedAttributes.cached(session, realm, user());
    }

    private FederatedAttributes stored(KeycloakSession session) {
        return FederatedAttributes.stored(session, realm, user());
    }

    private UserModel user() {
        return Fake.of(
                CachedUserModel.class,
                Map.of(
                        "getId", call -> "user",
                        "isMarkedForEviction", call -> isEvicted,
                        "getCachedWith", call -> cache));
    }

    private KeycloakSession session() {
        var attributes = new HashMap<Object, Object>();
        return Fake.of(
                KeycloakSession.class,
                Map.of(
                        "getAttribute", call -> attributes.get(call[0]),
                        "setAttribute", call -> attributes.put(call[0], call[1]),
                        "removeAttribute", call -> attributes.remove(call[0]),
                        "getProvider", call -> call[0] == UserCache.class ? userCache() : storage()));
    }

    private UserCache userCache() {
        return Fake.of(UserCache.class, Map.of("evict", call -> isEvicted = true));
    }

    private UserFederatedStorageProvider storage() {
        return Fake.of(
                UserFederatedStorageProvider.class,
                Map.of(
                        "getAttributes",
                                call -> {
                                    reads++;
                                    return new MultivaluedHashMap<>(database);
                                },
                        "setAttribute", call -> database.put((String) call[2], stringsOf(call[3])),
                        "removeAttribute", call -> database.remove(call[2])));
    }

    @SuppressWarnings("unchecked")
    private static List<String> stringsOf(Object values) {
        return (List<String>) values;
    }
}
