package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.PollResult.Status;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * An attempt that is answered elsewhere.
 *
 * @param login the login whose page waits
 */
record PendingPoll(LoginContext login, Challenge challenge, OneLoginConfig config) {

    /** @return what this login waits for, or empty when that is nothing */
    static Optional<PendingPoll> of(KeycloakSession session, AuthenticationSessionModel authentication) {
        return Optional.ofNullable(authentication.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .filter(place -> authentication.getAuthenticatedUser() != null)
                .map(place -> LoginContext.of(session, authentication, place))
                .flatMap(PendingPoll::of);
    }

    private static Optional<PendingPoll> of(LoginContext login) {
        return new AuthSessionStateStore(login).load() instanceof AwaitingOutOfBand awaiting
                ? settings(login).map(config -> new PendingPoll(login, awaiting.challenge(), config))
                : Optional.empty();
    }

    private static Optional<OneLoginConfig> settings(LoginContext login) {
        if (LoginContext.ENROLLMENT.equals(login.executionId())) {
            return UserSettingsResolver.resolve(login.session(), login.realm(), login.user());
        }
        return Optional.ofNullable(login.realm().getAuthenticationExecutionById(login.executionId()))
                .map(execution -> ExecutionConfigs.of(login.session(), login.realm(), execution))
                .flatMap(result ->
                        result instanceof ConfigResult.Valid valid ? Optional.of(valid.config()) : Optional.empty());
    }

    /** @return what tells it from the realm's other pages that wait */
    String pageId() {
        var authentication = login.authSession();
        return authentication.getParentSession().getId() + " " + authentication.getTabId();
    }

    /** @return in how many seconds the page may ask again */
    long retryAfter() {
        return challenge.pollInterval(Instant.now()).toSeconds();
    }

    /** @return whether the person answered, or nothing is left to wait for; OneLogin is asked when it is time */
    boolean isCompleted() {
        if (!Instant.now().isBefore(challenge.expiresAt())) {
            return true;
        }
        var limits = ConversationFactory.rateLimiter(login, config);
        var person = new UserReference.ById(challenge.target().user());
        var answer = ConversationFactory.executor(login, config, person, limits)
                .execute(new Command.PollChallenge(challenge));
        var isOver = answer instanceof Event.Polled given && given.result().status() != Status.PENDING;
        if (isOver) {
            limits.releasePoll(challenge);
        }
        return isOver;
    }
}
