package dev.mfabridge.onelogin.keycloak.removal;

import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Removes in OneLogin once Keycloak's transaction is over and the credential really gone: were it rolled back, the person
 * would have a credential and no device. When this server ends in between, the device is left over like after an outage.
 */
final class RemovalAfterCommit extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private final String userId;

    RemovalAfterCommit(KeycloakSession session, RealmModel realm, UserModel user) {
        factory = session.getKeycloakSessionFactory();
        realmId = realm.getId();
        userId = user.getId();
    }

    /** Keycloak would answer with an error if this threw, although all that was asked of it is done. */
    @Override
    protected void commitImpl() {
        try {
            remove();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "OneLogin MFA, user %s: what is left over in OneLogin could not be looked at. It is at the user's next"
                            + " login.",
                    userId);
        }
    }

    private void remove() {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            var realm = session.realms().getRealm(realmId);
            session.getContext().setRealm(realm);
            var user = session.users().getUserById(realm, userId);
            if (user != null) {
                new Removals(session, realm, user).perform();
            }
        });
    }

    @Override
    protected void rollbackImpl() {
        // The credential is still there.
    }
}
