package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import java.time.Instant;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * One pass over the removals of a user's devices, each in a transaction of its own.
 *
 * @param isForced whether to carry out what is not due as well
 */
record RemovalPass(SeparateTransaction transaction, boolean isForced) {

    void run() {
        for (var removal : transaction.run(this::removable).orElse(List.of())) {
            if (!isDoneOrClaimed(removal)) {
                return;
            }
        }
    }

    private List<DeviceRemoval> removable(KeycloakSession session, RealmModel realm, UserModel user) {
        var removals = new DeviceRemovals(session, realm, user).all();
        if (removals.isEmpty()) {
            return removals;
        }
        var credentials = new StoredCredentials(session, realm, user);
        return removals.stream()
                .filter(removal ->
                        isForced || removal.isDue(Instant.now()) || PendingRemovals.isObsolete(removal, credentials))
                .toList();
    }

    /** @return whether the pass continues; OneLogin may not be there for the next removal either */
    private boolean isDoneOrClaimed(DeviceRemoval removal) {
        var claim = new RemovalClaim(transaction, removal.device());
        if (!claim.acquire()) {
            return true;
        }
        try {
            return transaction
                    .run((session, realm, user) -> new RemovalAttempt(session, realm, user).run(removal))
                    .orElse(false);
        } finally {
            claim.release();
        }
    }
}
