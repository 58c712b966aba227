package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import java.util.HashSet;
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

    /** Returns whether the user has such a device: a record names it, no credential does, and no removal is pending. */
    public static boolean exist(KeycloakSession session, RealmModel realm, UserModel user) {
        var recorded = DeviceRecords.stored(session, realm, user).devices();
        if (recorded.isEmpty()) {
            return false;
        }
        var devices = new HashSet<>(recorded);
        new DeviceCredentials(session, realm, user).devices().forEach(device -> devices.remove(device.id()));
        return !devices.isEmpty()
                && !new PendingRemovals(session, realm, user).devices().containsAll(devices);
    }
}
