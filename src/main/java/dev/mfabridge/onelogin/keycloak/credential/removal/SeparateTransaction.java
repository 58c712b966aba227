package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.http.RequestDeadline;
import dev.mfabridge.onelogin.keycloak.connection.SessionDeadline;
import dev.mfabridge.onelogin.keycloak.credential.FreshUser;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Transaction beside the one of the request, about one user. It sees what other requests have committed, independent of
 * earlier reads of this request. Its writes stay even if the request is rolled back. Its calls to OneLogin share the
 * deadline of the request.
 */
public record SeparateTransaction(
        KeycloakSessionFactory factory, String realmId, String userId, RequestDeadline deadline) {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final int MAX_ATTEMPTS = 3;

    /** Work inside the transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(KeycloakSession session, RealmModel realm, UserModel user);
    }

    /** Returns a transaction about a user. Each call of {@link #run} is a new one. */
    public static SeparateTransaction of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new SeparateTransaction(
                session.getKeycloakSessionFactory(), realm.getId(), user.getId(), SessionDeadline.of(session));
    }

    /**
     * Runs the work.
     *
     * @return the result of the work, or empty if the user was removed
     */
    <T> Optional<T> run(Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            var realm = session.realms().getRealm(realmId);
            session.getContext().setRealm(realm);
            SessionDeadline.share(deadline, session);
            return Optional.ofNullable(session.users().getUserById(realm, userId))
                    .map(user -> work.run(session, realm, user));
        });
    }

    /**
     * Runs work that decides by the user's credentials, with the user as the database has it. If another request changed the same
     * data, the work runs again, at most twice. The next attempt finds what that request has committed.
     *
     * @return the result of the work, or empty if the user was removed
     */
    public <T> Optional<T> runUntilCommitted(Work<T> decision) {
        Work<T> work = (session, realm, user) -> decision.run(session, realm, FreshUser.of(user));
        for (var attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return run(work);
            } catch (ModelException e) {
                LOG.debugf(
                        e,
                        "OneLogin MFA, user %s: another request changed the same data, so this one is repeated",
                        userId);
            }
        }
        return run(work);
    }

    /** Runs work that needs no user, and that has to run for a removed user too. */
    void runWithoutUser(Consumer<KeycloakSession> work) {
        KeycloakModelUtils.runJobInTransaction(factory, work::accept);
    }
}
