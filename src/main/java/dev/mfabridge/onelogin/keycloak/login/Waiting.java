package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.api.Asked.Standing;
import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.limits.SharedLimits;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionSettings;
import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Attempt;
import dev.mfabridge.onelogin.mfa.Call;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.OneLoginCalls;
import dev.mfabridge.onelogin.mfa.State.AwaitingAnswer;
import dev.mfabridge.onelogin.mfa.UserReference;
import dev.mfabridge.onelogin.mfa.Wording;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** An attempt of a login that is answered elsewhere. */
final class Waiting {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;
    private final Attempt attempt;
    private final Settings settings;
    private final Clock clock = Clock.systemUTC();

    private Waiting(KeycloakSession session, AuthenticationSessionModel login, Attempt attempt, Settings settings) {
        this.session = session;
        this.login = login;
        this.attempt = attempt;
        this.settings = settings;
    }

    /** @return what this login waits for, or empty when that is nothing */
    static Optional<Waiting> in(KeycloakSession session, AuthenticationSessionModel login) {
        var realm = session.getContext().getRealm();
        return Optional.ofNullable(login.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .filter(place -> login.getAuthenticatedUser() != null)
                .flatMap(place -> in(session, realm, login, place));
    }

    private static Optional<Waiting> in(
            KeycloakSession session, RealmModel realm, AuthenticationSessionModel login, String place) {
        var state = new KeptState(login, realm, login.getAuthenticatedUser(), place).read();
        return state instanceof AwaitingAnswer awaiting
                ? settings(session, realm, place)
                        .map(settings -> new Waiting(session, login, awaiting.attempt(), settings))
                : Optional.empty();
    }

    private static Optional<Settings> settings(KeycloakSession session, RealmModel realm, String place) {
        if (Login.ENROLMENT.equals(place)) {
            return new RealmSettings(session, realm).any();
        }
        return Optional.ofNullable(realm.getAuthenticationExecutionById(place))
                .map(execution -> ExecutionSettings.of(session, realm, execution))
                .flatMap(result -> result instanceof SettingsResult.Valid valid
                        ? Optional.of(valid.settings())
                        : Optional.empty());
    }

    /** @return in how many seconds the page may ask again */
    long pause() {
        return attempt.pauseAt(clock.instant()).toSeconds();
    }

    /** @return whether the person answered, or nothing is left to wait for; OneLogin is asked when it is time */
    boolean isOver() {
        if (!clock.instant().isBefore(attempt.expiresAt())) {
            return true;
        }
        var limits = new SharedLimits(
                session, session.getContext().getRealm(), login.getAuthenticatedUser(), settings.messages(), clock);
        var calls = new OneLoginCalls(
                OneLoginConnections.of(session).client(session, settings.account()),
                new UserReference.ById(attempt.target().user()),
                new Wording(settings.smsText(), WaitingResource.afterLink(session)),
                limits,
                Waiting::callFailed);
        var isOver = calls.perform(new Call.AskAnswer(attempt)) instanceof Event.AnswerGiven given
                && given.asked().standing() != Standing.PENDING;
        if (isOver) {
            limits.answered(attempt);
        }
        return isOver;
    }

    private static void callFailed(OneLoginException e) {
        LOG.warnf("While a page waits: %s", e.getMessage());
    }
}
