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

/** Removals of a user's devices that are pending in OneLogin. Such a device is neither challenged nor proven (S10). */
public final class PendingRemovals {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public PendingRemovals(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** Returns the pending removals in the database at this moment, independent of earlier reads of this request. */
    public List<DeviceRemoval> all() {
        return SeparateTransaction.of(session, realm, user)
                .run(PendingRemovals::read)
                .orElse(List.of());
    }

    /**
     * Returns the devices whose removal is pending. A request that sees no removal needs no second connection to the
     * database: no decision depends on this, since {@link #has} reads again before a proof is stored.
     *
     * @return the devices of the removals that this request sees and that a fresh read confirms
     */
    public Set<OneLoginId> devices() {
        return DeviceRemovals.cached(session, realm, user).all().isEmpty() ? Set.of() : devicesNow();
    }

    /** Returns the devices whose removal is pending at this moment, for a list that OneLogin has just sent. */
    public Set<OneLoginId> devicesNow() {
        return all().stream().map(DeviceRemoval::device).collect(Collectors.toSet());
    }

    /** Returns whether a removal of the device is pending at this moment, or was carried out a few minutes ago. */
    public boolean has(OneLoginId device) {
        return all().stream().anyMatch(removal -> removal.device().equals(device))
                || new RemovedDevices(session, realm, user).contains(device);
    }

    static List<DeviceRemoval> read(KeycloakSession session, RealmModel realm, UserModel user) {
        var removals = DeviceRemovals.stored(session, realm, user).all();
        if (removals.isEmpty()) {
            return removals;
        }
        var credentials = new StoredCredentials(session, realm, user);
        return removals.stream()
                .filter(removal -> !isObsolete(removal, credentials))
                .toList();
    }

    /** Returns whether the device has another credential than the removed one: the user has proven the device since. */
    static boolean isObsolete(DeviceRemoval removal, StoredCredentials credentials) {
        return credentials.another(removal.device(), removal.credential()).isPresent();
    }
}
