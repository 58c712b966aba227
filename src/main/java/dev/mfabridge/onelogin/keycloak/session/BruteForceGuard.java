package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.Response;
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
public record BruteForceGuard(LoginContext login, LoginPages pages, LoginRecorder recorder) {

    /**
     * What is shown to whom it is not the time to answer. As with Keycloak's own OTP, it tells nothing that a guesser could use,
     * and a click that proves nothing is shown the page that is pending.
     *
     * @return empty where the person may go on
     */
    public Optional<Response> lockedPage(State state, Event event) {
        return bruteForceError(state, event).map(error -> {
            if (!event.isProofAttempt() && !(state instanceof State.Start)) {
                return pages.of(state, Optional.empty());
            }
            recorder.lockedOut(state, error);
            return pages.lockedOut(state, error);
        });
    }

    /**
     * Whoever only arrives guesses nothing, so they wait for no other request: an application may ask for a step-up the moment
     * the password is through.
     *
     * @return Keycloak's event error
     */
    private Optional<String> bruteForceError(State state, Event event) {
        var error = error(login.session(), login.realm(), login.user());
        return state instanceof State.Start && !event.isProofAttempt()
                ? error.filter(found -> isLockedIndependently())
                : error;
    }

    /** Asked outside the login, as Keycloak's admin API asks it, the answer knows of no other requests. */
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
