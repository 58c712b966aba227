package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Pass over the pending removals of a user's devices, each in a transaction of its own.
 *
 * @param isForced whether the pass includes removals that are not due, but that can be forced
 * @param administrator the id of the administrator whose request this is, or empty if it is a request of the user
 */
record RemovalRun(SeparateTransaction transaction, boolean isForced, Optional<String> administrator) {

    /** Carries out the removals until OneLogin can't serve further ones. */
    void run() {
        for (var removal : transaction.run(this::removable).orElse(List.of())) {
            if (!attempt(removal)) {
                return;
            }
        }
    }

    private List<DeviceRemoval> removable(KeycloakSession session, RealmModel realm, UserModel user) {
        var removals = DeviceRemovals.stored(session, realm, user).all();
        if (removals.isEmpty()) {
            return removals;
        }
        var credentials = new StoredCredentials(session, realm, user);
        return removals.stream()
                .filter(removal -> isAttempted(removal) || PendingRemovals.isObsolete(removal, credentials))
                .toList();
    }

    private boolean isAttempted(DeviceRemoval removal) {
        return isForced ? removal.canBeForced(Instant.now()) : removal.isDue(Instant.now());
    }

    /**
     * Carries out one removal, unless another request has claimed it.
     *
     * @return false if the pass ends, since OneLogin can't serve further removals now
     */
    private boolean attempt(DeviceRemoval removal) {
        var claim = new RemovalLock(transaction, removal.device());
        if (!claim.acquire()) {
            return true;
        }
        try {
            return transaction
                    .run((session, realm, user) -> new RemovalAttempt(session, realm, user, administrator).run(removal))
                    .orElse(false);
        } finally {
            claim.release();
        }
    }
}
