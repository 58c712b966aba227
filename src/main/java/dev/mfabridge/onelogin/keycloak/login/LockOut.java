package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Keycloak's brute-force protection, as a step asks it. While another request of the same person is at work or being counted,
 * Keycloak calls the person locked out as well ({@code DefaultBlockingBruteForceProtector}), so that nobody guesses faster
 * than it counts.
 */
public final class LockOut {

    private LockOut() {}

    /**
     * @return Keycloak's event error for whom it is not the time to answer. Nothing is guessed by whoever only arrives, such as
     *     an application that asks for a step-up at once when the password is through, so that waits for no other request.
     */
    public static Optional<String> of(Login login, State state, Event event) {
        var error = error(login.session(), login.realm(), login.user());
        return state instanceof State.Start && !event.isProof() ? error.filter(found -> lasts(login)) : error;
    }

    /** Asked outside the login, as Keycloak's admin API asks it, the answer knows of no other requests. */
    private static boolean lasts(Login login) {
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
