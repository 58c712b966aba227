package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginId;
import org.keycloak.models.KeycloakSession;

/**
 * Exclusive right of one request on one node to carry out the removal of a device. The holder reads the removal after
 * the claim and commits before the release, so that the next holder sees the result.
 */
record RemovalLock(SeparateTransaction transaction, OneLoginId device) {
    /** Lifetime in seconds, longer than calls of OneLogin take. It ends the claim of a server that stopped. */
    private static final long LIFETIME_SECONDS = 60;

    /**
     * Acquires the claim.
     *
     * @return false if another request has it, or if the user was removed
     */
    boolean acquire() {
        return transaction
                .run((session, realm, user) -> session.singleUseObjects().putIfAbsent(key(), LIFETIME_SECONDS))
                .orElse(false);
    }

    /** Releases the claim, also for a user who was removed. */
    void release() {
        transaction.runWithoutUser(this::release);
    }

    private void release(KeycloakSession session) {
        session.singleUseObjects().remove(key());
    }

    private String key() {
        return String.join(".", "onelogin-mfa.removal", transaction.realmId(), transaction.userId(), device.value());
    }
}
