package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.login.LoginCommandExecutor;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Poll of the challenge that a waiting page shows. It only tells the page whether to submit its form (S6).
 *
 * @param login the login whose page waits
 */
record PendingPoll(LoginContext login, Challenge challenge, OneLoginConfig config) {

    /** Returns the poll for a login, or empty if the login has no challenge that is pending out of band. */
    static Optional<PendingPoll> of(KeycloakSession session, AuthenticationSessionModel authSession) {
        return Optional.ofNullable(authSession.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .filter(executionId -> isUserEnabled(authSession.getAuthenticatedUser()))
                .map(executionId -> LoginContext.of(session, authSession, executionId))
                .flatMap(PendingPoll::of);
    }

    /** Returns whether the user can still sign in. For any other user, the page submits its form and shows the reason. */
    private static boolean isUserEnabled(UserModel user) {
        return user != null && user.isEnabled();
    }

    private static Optional<PendingPoll> of(LoginContext login) {
        return new AuthSessionStateStore(login)
                .load()
                .flatMap(State::pending)
                .filter(Awaiting::isOutOfBand)
                .flatMap(awaiting -> config(login).map(config -> new PendingPoll(login, awaiting.challenge(), config)));
    }

    private static Optional<OneLoginConfig> config(LoginContext login) {
        if (LoginContext.ENROLLMENT.equals(login.executionId())) {
            return UserSettingsResolver.resolve(login.session(), login.authSession(), login.user());
        }
        return Optional.ofNullable(login.realm().getAuthenticationExecutionById(login.executionId()))
                .map(execution -> ExecutionConfigs.of(login.session(), login.realm(), execution))
                .flatMap(ConfigResult::config);
    }

    /** Returns the id of this page among the realm's waiting pages. */
    String pageId() {
        var authSession = login.authSession();
        return authSession.getParentSession().getId() + " " + authSession.getTabId();
    }

    /** Returns the seconds until the next poll. */
    long retryAfter() {
        return challenge.pollInterval(Instant.now()).toSeconds();
    }

    /** Returns whether the page has nothing left to wait for. Queries OneLogin if the poll interval is over. */
    boolean isCompleted() {
        return !Instant.now().isBefore(challenge.expiresAt())
                || new LoginCommandExecutor(login, config).poll(challenge);
    }
}
