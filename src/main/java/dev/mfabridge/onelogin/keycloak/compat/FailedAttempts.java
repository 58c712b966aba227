package dev.mfabridge.onelogin.keycloak.compat;

import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Count of failed attempts in Keycloak's brute-force protection. Up to 26.5, Keycloak counts each failed execution by itself.
 * Since 26.6, it counts only the categories that it knows, such as OTP.
 */
public abstract class FailedAttempts {
    private static final FailedAttempts FOUND = find();

    private static FailedAttempts find() {
        if (KeycloakVersion.running().isSince(26, 7)) {
            return new CategoriesSince26_7();
        }
        return KeycloakVersion.running().isSince(26, 6) ? new CategoryUntil26_6() : new ExecutionsUntil26_5();
    }

    /**
     * Counts a failed attempt, exactly once on each version.
     *
     * @param category the credential type that the failure belongs to, one that Keycloak knows
     * @param isInFlow whether an execution of a flow failed, and not a required action
     */
    public static void count(
            KeycloakSession session, RealmModel realm, UserModel user, String category, boolean isInFlow) {
        if (realm.isBruteForceProtected()) {
            FOUND.add(session, new Attempt(realm, user, category, isInFlow));
        }
    }

    abstract void add(KeycloakSession session, Attempt attempt);

    private static BruteForceProtector protector(KeycloakSession session) {
        return session.getProvider(BruteForceProtector.class);
    }

    /**
     * Finds the method of an older version.
     *
     * @param more the types of the parameters after the common ones
     */
    private static OlderMethod older(Class<?>... more) {
        var common = Stream.of(RealmModel.class, UserModel.class, ClientConnection.class, UriInfo.class);
        return OlderMethod.of(
                BruteForceProtector.class,
                "failedLogin",
                Stream.concat(common, Stream.of(more)).toArray(Class<?>[]::new));
    }

    private record Attempt(RealmModel realm, UserModel user, String category, boolean isInFlow) {}

    private static final class CategoriesSince26_7 extends FailedAttempts {
        @Override
        void add(KeycloakSession session, Attempt attempt) {
            var request = session.getContext();
            protector(session)
                    .failedLogin(
                            attempt.realm(),
                            attempt.user(),
                            request.getConnection(),
                            request.getUri(),
                            Set.of(attempt.category()));
        }
    }

    private static final class CategoryUntil26_6 extends FailedAttempts {
        private final OlderMethod method = older(String.class);

        @Override
        void add(KeycloakSession session, Attempt attempt) {
            var request = session.getContext();
            method.call(
                    protector(session),
                    attempt.realm(),
                    attempt.user(),
                    request.getConnection(),
                    request.getUri(),
                    attempt.category());
        }
    }

    private static final class ExecutionsUntil26_5 extends FailedAttempts {
        private final OlderMethod method = older();

        @Override
        void add(KeycloakSession session, Attempt attempt) {
            if (!attempt.isInFlow()) {
                var request = session.getContext();
                method.call(
                        protector(session), attempt.realm(), attempt.user(), request.getConnection(), request.getUri());
            }
        }
    }
}
