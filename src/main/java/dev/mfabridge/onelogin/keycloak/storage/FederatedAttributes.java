package dev.mfabridge.onelogin.keycloak.storage;

import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * Attributes of a user in Keycloak's federated user storage, which accepts any user. So no user profile, console or read-only
 * directory interferes, and the values are deleted with the user.
 *
 * <p>Keycloak doesn't cache this storage. A Keycloak session reads the attributes of a user once, and again after it has changed
 * them. A separate transaction has a session of its own, so it sees what other requests have committed.
 */
public final class FederatedAttributes {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final String user;
    private final UserFederatedStorageProvider storage;

    /** Attributes that this session has read. */
    private record ReadAttributes(Map<String, List<String>> values) {}

    public FederatedAttributes(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user.getId();
        storage = UserStorageUtil.userFederatedStorage(session);
    }

    /** Returns all values by the attributes' names. A value can be null. */
    public Map<String, List<String>> all() {
        var read = (ReadAttributes) session.getAttribute(key());
        if (read == null) {
            read = new ReadAttributes(storage.getAttributes(realm, user));
            session.setAttribute(key(), read);
        }
        return read.values();
    }

    /** Returns the values of an attribute; empty if there are none. A value can be null. */
    public List<String> of(String name) {
        return all().getOrDefault(name, List.of());
    }

    /** Returns the values of an attribute as the database has them now, for a change that must not lose what another request wrote. */
    public List<String> now(String name) {
        session.removeAttribute(key());
        return of(name);
    }

    /** Replaces the values of an attribute. Without values, the attribute is removed. */
    public void set(String name, List<String> values) {
        if (values.isEmpty()) {
            storage.removeAttribute(realm, user, name);
        } else {
            storage.setAttribute(realm, user, name, values);
        }
        session.removeAttribute(key());
    }

    private String key() {
        return FederatedAttributes.class.getName() + "." + realm.getId() + "." + user;
    }
}
