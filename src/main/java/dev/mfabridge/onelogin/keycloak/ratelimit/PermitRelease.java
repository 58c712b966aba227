package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A place that was taken in this request for a message that did not go out. The request's next message takes it; otherwise it
 * is free once the request is over. Not at once: within one transaction Keycloak's store does not put again what was removed.
 */
final class PermitRelease extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String ATTRIBUTE = PermitRelease.class.getName();

    private final KeycloakSessionFactory factory;
    private final String permit;
    private final List<String> keys;
    private boolean isUsed;

    private PermitRelease(KeycloakSession session, String place, List<String> keys) {
        factory = session.getKeycloakSessionFactory();
        this.permit = place;
        this.keys = keys;
    }

    /** @param keys what the store has of it */
    static void release(KeycloakSession session, String place, List<String> keys) {
        var unused = new PermitRelease(session, place, keys);
        session.setAttribute(ATTRIBUTE, unused);
        session.getTransactionManager().enlistAfterCompletion(unused);
    }

    /** @return the place that this request left, where it is one of these */
    static Optional<String> swap(KeycloakSession session, List<String> places) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, PermitRelease.class))
                .filter(unused -> !unused.isUsed && places.contains(unused.permit))
                .map(unused -> {
                    unused.isUsed = true;
                    return unused.permit;
                });
    }

    /** Keycloak would answer with an error if this threw, for a place that becomes free by itself in some minutes. */
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
