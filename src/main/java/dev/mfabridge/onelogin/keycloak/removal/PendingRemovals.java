package dev.mfabridge.onelogin.keycloak.removal;

import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The removals of a user's devices that OneLogin has yet to carry out. Such a device is neither asked for nor proven. */
public final class PendingRemovals {
    private final OwnTransaction transaction;

    public PendingRemovals(KeycloakSession session, RealmModel realm, UserModel user) {
        transaction = OwnTransaction.of(session, realm, user);
    }

    /** @return those that are written down now, whatever this request read before */
    public List<DeviceRemoval> all() {
        return transaction.run(PendingRemovals::in).orElse(List.of());
    }

    /** @return their devices */
    public Set<OneLoginId> devices() {
        return all().stream().map(DeviceRemoval::device).collect(Collectors.toSet());
    }

    static List<DeviceRemoval> in(KeycloakSession session, RealmModel realm, UserModel user) {
        var removals = new DeviceRemovals(session, realm, user).all();
        if (removals.isEmpty()) {
            return removals;
        }
        var credentials = new StoredCredentials(session, realm, user);
        return removals.stream()
                .filter(removal -> !isObsolete(removal, credentials))
                .toList();
    }

    /** A device with another credential than the one that was removed was proven since. */
    static boolean isObsolete(DeviceRemoval removal, StoredCredentials credentials) {
        return credentials.another(removal.device(), removal.credential()).isPresent();
    }
}
