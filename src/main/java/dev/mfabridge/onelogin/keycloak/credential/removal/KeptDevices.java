package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Devices that stay in OneLogin although the user removed their credentials, because no factor was proven in that
 * session. They remain factors of the user. Otherwise a password would be enough to skip a conditional subflow for
 * users with a factor.
 */
public final class KeptDevices {
    private KeptDevices() {}

    /**
     * Returns whether the user has such a device.
     *
     * @param user a user without a OneLogin credential
     */
    public static boolean exist(KeycloakSession session, RealmModel realm, UserModel user) {
        var devices = new DeviceRecords(session, realm, user).devices();
        return !devices.isEmpty()
                && !new PendingRemovals(session, realm, user).devices().containsAll(devices);
    }
}
