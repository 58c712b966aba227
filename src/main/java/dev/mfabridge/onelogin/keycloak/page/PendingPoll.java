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
record PendingPoll(LoginContext login, Challenge attempt, OneLoginConfig settings) {

    /** @return what this login waits for, or empty when that is nothing */
    static Optional<PendingPoll> in(KeycloakSession session, AuthenticationSessionModel authentication) {
        return Optional.ofNullable(authentication.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .filter(place -> authentication.getAuthenticatedUser() != null)
                .map(place -> LoginContext.in(session, authentication, place))
                .flatMap(PendingPoll::in);
    }

    private static Optional<PendingPoll> in(LoginContext login) {
        return new AuthSessionStateStore(login).read() instanceof AwaitingOutOfBand awaiting
                ? settings(login).map(settings -> new PendingPoll(login, awaiting.attempt(), settings))
                : Optional.empty();
    }

    private static Optional<OneLoginConfig> settings(LoginContext login) {
        if (LoginContext.ENROLMENT.equals(login.place())) {
            return UserSettingsResolver.of(login.session(), login.realm(), login.user());
        }
        return Optional.ofNullable(login.realm().getAuthenticationExecutionById(login.place()))
                .map(execution -> ExecutionConfigs.of(login.session(), login.realm(), execution))
                .flatMap(result ->
                        result instanceof ConfigResult.Valid valid ? Optional.of(valid.settings()) : Optional.empty());
    }

    /** @return what tells it from the realm's other pages that wait */
    String page() {
        var authentication = login.authentication();
        return authentication.getParentSession().getId() + " " + authentication.getTabId();
    }

    /** @return in how many seconds the page may ask again */
    long pause() {
        return attempt.pauseAt(Instant.now()).toSeconds();
    }

    /** @return whether the person answered, or nothing is left to wait for; OneLogin is asked when it is time */
    boolean isOver() {
        if (!Instant.now().isBefore(attempt.expiresAt())) {
            return true;
        }
        var limits = ConversationFactory.limits(login, settings);
        var person = new UserReference.ById(attempt.target().user());
        var answer =
                ConversationFactory.calls(login, settings, person, limits).perform(new Command.PollChallenge(attempt));
        var isOver = answer instanceof Event.Polled given && given.asked().standing() != Status.PENDING;
        if (isOver) {
            limits.answered(attempt);
        }
        return isOver;
    }
}
