package dev.mfabridge.onelogin.keycloak.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * Attributes of a user in Keycloak's federated user storage, which accepts any user. So no user profile, console or read-only
 * directory interferes, and the values are deleted with the user.
 *
 * <p>A Keycloak session reads the attributes of a user once from the database, and again after it has changed them. A separate
 * transaction has a session of its own, so it sees what other requests have committed.
 *
 * <p>Keycloak doesn't cache this storage. {@link #cached} keeps the attributes with the user in the node's cache of users, as Keycloak
 * keeps credentials there ({@code CachedUserModel.getCachedWith}). A change of an attribute drops the user from the caches of all nodes.
 */
public final class FederatedAttributes {
    private static final String CACHED = FederatedAttributes.class.getName();
    private static final String OWN = "onelogin_mfa_";
    private static final String CHANGED = ".changed";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final UserFederatedStorageProvider storage;
    private final boolean fromCache;

    /** Attributes that were read from the database. */
    private record ReadAttributes(Map<String, List<String>> values) {
        /** Returns the attributes of this extension. The cache needn't keep those of directories and other extensions. */
        ReadAttributes own() {
            return new ReadAttributes(values.entrySet().stream()
                    .filter(attribute -> attribute.getKey().startsWith(OWN))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
    }

    private FederatedAttributes(KeycloakSession session, RealmModel realm, UserModel user, boolean fromCache) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.fromCache = fromCache;
        storage = UserStorageUtil.userFederatedStorage(session);
    }

    /** Returns the attributes that the transaction of this session sees. */
    public static FederatedAttributes stored(KeycloakSession session, RealmModel realm, UserModel user) {
        return new FederatedAttributes(session, realm, user, false);
    }

    /**
     * Returns the attributes that the node's cache has. A moment ago, another node may have changed them, so a proof needs a
     * further check in the database (S10).
     */
    public static FederatedAttributes cached(KeycloakSession session, RealmModel realm, UserModel user) {
        return new FederatedAttributes(session, realm, user, true);
    }

    /** Returns all values by the attributes' names. A value can be null. */
    public Map<String, List<String>> all() {
        var read = (ReadAttributes) session.getAttribute(key());
        if (read == null) {
            read = fromCache && user instanceof CachedUserModel cachedUser ? keptWith(cachedUser) : read();
        }
        return read.values();
    }

    /** Returns the values of an attribute; empty if there are none. A value can be null. */
    public List<String> of(String name) {
        return all().getOrDefault(name, List.of());
    }

    /** Returns the values of an attribute as the database has them now, for a change that must not lose what another request wrote. */
    public List<String> now(String name) {
        return read().values().getOrDefault(name, List.of());
    }

    /** Replaces the values of an attribute. Without values, the attribute is removed. */
    public void set(String name, List<String> values) {
        if (values.isEmpty()) {
            storage.removeAttribute(realm, user.getId(), name);
        } else {
            storage.setAttribute(realm, user.getId(), name, values);
        }
        session.removeAttribute(key());
        session.setAttribute(key() + CHANGED, true);
        Optional.ofNullable(UserStorageUtil.userCache(session)).ifPresent(cache -> cache.evict(realm, user));
    }

    @SuppressWarnings("unchecked")
    private ReadAttributes keptWith(CachedUserModel cachedUser) {
        if (cachedUser.isMarkedForEviction() || session.getAttribute(key() + CHANGED) != null) {
            return read();
        }
        var known = (ReadAttributes) cachedUser.getCachedWith().get(CACHED);
        if (known == null) {
            known = read();
            cachedUser.getCachedWith().put(CACHED, known.own());
        }
        return known;
    }

    private ReadAttributes read() {
        var read = new ReadAttributes(storage.getAttributes(realm, user.getId()));
        session.setAttribute(key(), read);
        return read;
    }

    private String key() {
        return CACHED + "." + realm.getId() + "." + user.getId();
    }
}
