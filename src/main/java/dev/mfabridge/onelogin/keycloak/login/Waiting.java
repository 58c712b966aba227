package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.api.Asked.Standing;
import dev.mfabridge.onelogin.keycloak.credential.UserSettings;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Attempt;
import dev.mfabridge.onelogin.mfa.Call;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State.AwaitingAnswer;
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
record Waiting(Login login, Attempt attempt, Settings settings) {

    /** @return what this login waits for, or empty when that is nothing */
    static Optional<Waiting> in(KeycloakSession session, AuthenticationSessionModel authentication) {
        return Optional.ofNullable(authentication.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .filter(place -> authentication.getAuthenticatedUser() != null)
                .map(place -> Login.in(session, authentication, place))
                .flatMap(Waiting::in);
    }

    private static Optional<Waiting> in(Login login) {
        return new KeptState(login).read() instanceof AwaitingAnswer awaiting
                ? settings(login).map(settings -> new Waiting(login, awaiting.attempt(), settings))
                : Optional.empty();
    }

    private static Optional<Settings> settings(Login login) {
        if (Login.ENROLMENT.equals(login.place())) {
            return UserSettings.of(login.session(), login.realm(), login.user());
        }
        return Optional.ofNullable(login.realm().getAuthenticationExecutionById(login.place()))
                .map(execution -> ExecutionSettings.of(login.session(), login.realm(), execution))
                .flatMap(result -> result instanceof SettingsResult.Valid valid
                        ? Optional.of(valid.settings())
                        : Optional.empty());
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
        var limits = Conversations.limits(login, settings);
        var person = new UserReference.ById(attempt.target().user());
        var answer = Conversations.calls(login, settings, person, limits).perform(new Call.AskAnswer(attempt));
        var isOver = answer instanceof Event.AnswerGiven given && given.asked().standing() != Standing.PENDING;
        if (isOver) {
            limits.answered(attempt);
        }
        return isOver;
    }
}
