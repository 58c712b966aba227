package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.OneLoginEvent;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Clock;
import java.util.Locale;
import org.keycloak.models.KeycloakContext;

/**
 * Counters of the results of logins, of messages and of polls. One login can have several results, such as a wrong code and
 * then the proof.
 *
 * @param realm the name of the realm of the login
 */
public record LoginMetrics(String realm) {
    private static final String NO_FACTOR = "none";
    private static final PollSessions PAGES = new PollSessions(Clock.systemUTC());

    /** Returns the metrics of the realm of the current request. */
    public static LoginMetrics of(KeycloakContext context) {
        return new LoginMetrics(context.getRealm().getName());
    }

    /** Counts a result that has no factor. */
    public void count(String outcome) {
        count(NO_FACTOR, outcome);
    }

    /** Counts a result of a factor. */
    public void count(FactorType type, String outcome) {
        count(label(type), outcome);
    }

    /** Counts a result of the factor that is being challenged, if there is one. */
    public void count(State state, String outcome) {
        count(factor(state), outcome);
    }

    /** Counts the outcome of a command that sends a message; ignores all other commands. */
    public void messageSent(Command command, OneLoginEvent event) {
        command.messageTarget()
                .ifPresent(target ->
                        Metric.MESSAGES.increment(realm, label(target.type()), label(event.messageOutcome())));
    }

    /**
     * Counts a poll of a page that waits for an out-of-band confirmation.
     *
     * @param page the ID of the page, unique within the realm
     * @param isOver whether the page has nothing left to wait for
     */
    public void polled(String page, boolean isOver) {
        if (isOver) {
            PAGES.completed(realm, page);
        } else {
            PAGES.polled(realm, page);
        }
        Metric.POLLS.increment(realm, isOver ? "completed" : "waiting");
    }

    /** Counts a poll without a login that waits. */
    public void polledWithoutLogin() {
        Metric.POLLS.increment(realm, "unknown_login");
    }

    private void count(String factor, String outcome) {
        Metric.LOGINS.increment(realm, factor, outcome);
    }

    private static String factor(State state) {
        return state.currentChallenge()
                .map(challenge -> label(challenge.target().type()))
                .orElse(NO_FACTOR);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
