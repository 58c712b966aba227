package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginId;
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
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public PendingRemovals(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** @return those that are written down now, whatever this request read before */
    public List<DeviceRemoval> all() {
        return SeparateTransaction.of(session, realm, user)
                .run(PendingRemovals::in)
                .orElse(List.of());
    }

    /**
     * A request that sees none here needs no second connection to the database: nothing is decided by it, and {@link #has}
     * looks again before a proof is stored.
     *
     * @return the devices of those that this request sees and that are confirmed
     */
    public Set<OneLoginId> devices() {
        return new DeviceRemovals(session, realm, user).all().isEmpty()
                ? Set.of()
                : all().stream().map(DeviceRemoval::device).collect(Collectors.toSet());
    }

    /** @return whether the device is to be removed, as it is written down now */
    public boolean has(OneLoginId device) {
        return all().stream().anyMatch(removal -> removal.device().equals(device));
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
