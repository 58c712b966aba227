package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Keycloak's brute-force protection for one login (S3). Keycloak also reports a user as locked out while another
 * request of the user is in progress or being counted ({@code DefaultBlockingBruteForceProtector}). Concurrent guesses
 * are therefore not faster than the count.
 */
public record BruteForceGuard(LoginContext login) {

    /**
     * Checks whether the user is locked out. A request that only starts a login proves nothing, so it waits for no
     * other request of the user. For example, an application may request a step-up right after the password.
     *
     * @return Keycloak's event error of the lockout, or empty if the user can continue
     */
    public Optional<String> check(State state, boolean isProofAttempt) {
        var error = error(login.session(), login.realm(), login.user());
        return state.isStart() && !isProofAttempt ? error.filter(found -> isLockedIndependently()) : error;
    }

    /**
     * Returns whether the user is locked out in a session outside the login. Like that of Keycloak's admin API, such a
     * session sees only the stored state and no other requests.
     */
    private boolean isLockedIndependently() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                login.session().getKeycloakSessionFactory(), session -> {
                    var realm = session.realms().getRealm(login.realm().getId());
                    session.getContext().setRealm(realm);
                    var user = session.users().getUserById(realm, login.user().getId());
                    return user == null || error(session, realm, user).isPresent();
                });
    }

    private static Optional<String> error(KeycloakSession session, RealmModel realm, UserModel user) {
        return Optional.ofNullable(AuthenticatorUtils.getDisabledByBruteForceEventError(
                session.getProvider(BruteForceProtector.class), session, realm, user));
    }
}
