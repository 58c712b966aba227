package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Mark of a message that a login has begun to send, in the store of all nodes, until the state of the login is stored. If the node
 * or the database ends in between, the login knows nothing of the message. Then the mark lasts for the cool-down, so that a repeated
 * request doesn't send the message twice (S4).
 *
 * <p>The mark belongs to one tab of a browser, so other logins of the user don't wait. Each request for a token with a password
 * is a tab of its own.
 */
final class BegunMessage extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String ATTRIBUTE = BegunMessage.class.getName();

    private final KeycloakSessionFactory factory;
    private final String key;

    private BegunMessage(KeycloakSession session, String key) {
        factory = session.getKeycloakSessionFactory();
        this.key = key;
    }

    /**
     * Puts the mark, which goes when the request's transaction is stored.
     *
     * @return whether the message can be sent: no other request of this login has a mark
     */
    static boolean begin(KeycloakSession session, RealmModel realm, UserModel user, Duration coolDown) {
        var login = session.getContext().getAuthenticationSession();
        if (login == null || session.getAttribute(ATTRIBUTE) != null) {
            return true;
        }
        var key = StoreKey.of("message-begun", realm, user)
                + login.getParentSession().getId() + "." + login.getTabId();
        if (!session.singleUseObjects().putIfAbsent(key, coolDown.toSeconds())) {
            return false;
        }
        var mark = new BegunMessage(session, key);
        session.setAttribute(ATTRIBUTE, mark);
        session.getTransactionManager().enlistAfterCompletion(mark);
        return true;
    }

    /** Removes the mark, and throws nothing, since the mark expires within the cool-down. */
    @Override
    protected void commitImpl() {
        try {
            KeycloakModelUtils.runJobInTransaction(
                    factory, session -> session.singleUseObjects().remove(key));
        } catch (RuntimeException e) {
            LOG.debug("OneLogin MFA: the mark of a sent message stays until the end of its cool-down.", e);
        }
    }

    /** Keeps the mark, since the state that knows of the message isn't stored. */
    @Override
    protected void rollbackImpl() {
        // The mark expires by itself.
    }
}
