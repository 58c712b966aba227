package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Release of a permit for a message that was not sent. The next message of the same request uses the permit; otherwise
 * the permit becomes free after the request's transaction. An immediate release is impossible: within one transaction,
 * Keycloak's store does not put a key again that was removed.
 */
final class PermitRelease extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String ATTRIBUTE = PermitRelease.class.getName();

    private final KeycloakSessionFactory factory;
    private final String permit;
    private final List<String> keys;
    private boolean isUsed;

    private PermitRelease(KeycloakSession session, String permit, List<String> keys) {
        factory = session.getKeycloakSessionFactory();
        this.permit = permit;
        this.keys = keys;
    }

    /**
     * Releases a permit.
     *
     * @param keys all keys of the permit in the store
     */
    static void release(KeycloakSession session, String permit, List<String> keys) {
        var release = new PermitRelease(session, permit, keys);
        session.setAttribute(ATTRIBUTE, release);
        session.getTransactionManager().enlistAfterCompletion(release);
    }

    /**
     * Takes back the permit that this request released, if it is one of these.
     *
     * @return the permit, or empty if this request released none of them
     */
    static Optional<String> reuse(KeycloakSession session, List<String> permits) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, PermitRelease.class))
                .filter(release -> !release.isUsed && permits.contains(release.permit))
                .map(release -> {
                    release.isUsed = true;
                    return release.permit;
                });
    }

    /**
     * Removes the keys and throws nothing. Keycloak would answer with an error if this threw, although the permit
     * expires within minutes.
     */
    @Override
    protected void commitImpl() {
        if (isUsed) {
            return;
        }
        try {
            KeycloakModelUtils.runJobInTransaction(
                    factory, session -> keys.forEach(session.singleUseObjects()::remove));
        } catch (RuntimeException e) {
            LOG.warn(
                    "OneLogin MFA: a message that was not sent still counts toward the message limit for some minutes.",
                    e);
        }
    }

    @Override
    protected void rollbackImpl() {
        commitImpl();
    }
}
