package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginId;
import org.keycloak.models.KeycloakSession;

/**
 * The right to carry out the removal of one device, which one request on one node has at a time. Its holder reads the removal
 * after the claim and commits before the release, so that the next holder sees what became of it.
 */
record RemovalClaim(SeparateTransaction transaction, OneLoginId device) {
    /** Longer than OneLogin's calls take: it ends the claim of a server that went away. */
    private static final long SECONDS = 60;

    boolean acquire() {
        return transaction
                .run((session, realm, user) -> session.singleUseObjects().putIfAbsent(key(), SECONDS))
                .orElse(false);
    }

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
