package dev.mfabridge.onelogin.keycloak.credential.removal;

import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction beside that of the request, about one user. It sees what other requests have committed by now, whatever this
 * request read before, and its writes stay whatever becomes of the request.
 */
record SeparateTransaction(KeycloakSessionFactory factory, String realmId, String userId) {

    /** Work in such a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(KeycloakSession session, RealmModel realm, UserModel user);
    }

    static SeparateTransaction of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new SeparateTransaction(session.getKeycloakSessionFactory(), realm.getId(), user.getId());
    }

    /** @return what the work comes to, or empty when the user is gone */
    <T> Optional<T> run(Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            var realm = session.realms().getRealm(realmId);
            session.getContext().setRealm(realm);
            return Optional.ofNullable(session.users().getUserById(realm, userId))
                    .map(user -> work.in(session, realm, user));
        });
    }

    /** Runs what needs no user, and is to be done for one that is gone as well. */
    void runWithoutUser(Consumer<KeycloakSession> work) {
        KeycloakModelUtils.runJobInTransaction(factory, work::accept);
    }
}
