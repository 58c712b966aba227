package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginId;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Devices of a user that were removed in OneLogin a few minutes ago. A proof that OneLogin accepted before the removal, and
 * answers after it, must not bring the credential back (S10).
 */
record RemovedDevices(KeycloakSession session, RealmModel realm, UserModel user) {
    /** Lifetime in seconds, longer than a request with its calls of OneLogin takes. */
    private static final long LIFETIME_SECONDS = 300;

    /** Adds a device at once, independent of the transaction. */
    void add(OneLoginId device) {
        session.singleUseObjects().putIfAbsent(key(device), LIFETIME_SECONDS);
    }

    boolean contains(OneLoginId device) {
        return session.singleUseObjects().contains(key(device));
    }

    private String key(OneLoginId device) {
        return String.join(".", "onelogin-mfa.removed", realm.getId(), user.getId(), device.value());
    }
}
