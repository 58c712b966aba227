package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Devices that stay in OneLogin although their credential is gone, since the user removed it with no proof. They are factors
 * as before: otherwise a password would be enough to get out of a conditional subflow that asks users who have one.
 */
public final class UnprovenRemovals {
    private UnprovenRemovals() {}

    /**
     * @param user a user who has no OneLogin credential
     * @return whether there is such a device
     */
    public static boolean exist(KeycloakSession session, RealmModel realm, UserModel user) {
        var devices = new DeviceRecords(session, realm, user).devices();
        return !devices.isEmpty()
                && !new PendingRemovals(session, realm, user).devices().containsAll(devices);
    }
}
