package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakContext;

/**
 * Counts what logins come to, in the words of Keycloak's events where they have one. One login may come to several
 * things, such as a wrong code and then the proof.
 *
 * @param realm the name of the realm that is signed in to
 */
public record LoginMetrics(String realm) {
    private static final String NO_FACTOR = "none";
    private static final PollSessions PAGES = new PollSessions(Clock.systemUTC());

    /** Of the realm that the request is for. */
    public static LoginMetrics of(KeycloakContext context) {
        return new LoginMetrics(context.getRealm().getName());
    }

    /** A conversation went on: what is proven, failed or over is counted, and nothing where it only waits. */
    public void advanced(State before, Outcome outcome) {
        if (outcome.state() instanceof State.Proven proven) {
            login(label(proven.device().type()), "proven");
        } else if (outcome.state() instanceof State.Failed failed && !failed.equals(before)) {
            login(factor(before), label(failed.reason()));
        } else {
            outcome.notice().flatMap(LoginMetrics::outcomeOf).ifPresent(what -> login(factor(outcome.state()), what));
        }
    }

    /** The browser is remembered, so no factor was asked for. */
    public void remembered() {
        login(NO_FACTOR, "remembered");
    }

    /** OneLogin was unreachable, and the administrator lets people pass then. */
    public void bypassedUnreachable() {
        login(NO_FACTOR, "bypassed_unreachable");
    }

    /** The person put enrolment off, so none was enrolled. */
    public void enrollmentSkipped() {
        login(NO_FACTOR, "enrollment_skipped");
    }

    /** Keycloak has locked the person out. */
    public void lockedOut(State state) {
        login(factor(state), "locked_out");
    }

    /** The settings are not complete. */
    public void misconfigured() {
        login(NO_FACTOR, "misconfigured");
    }

    /** The step is where nobody is identified yet. */
    public void noUser() {
        login(NO_FACTOR, "no_user");
    }

    /** What became of a message, when the call was to send one. */
    public void messageSent(Command command, Event.OneLoginEvent event) {
        if (command instanceof Command.MessageCommand sending
                && sending.target().type().sendsMessage()) {
            Metric.MESSAGES.increment(realm, label(sending.target().type()), sent(event));
        }
    }

    /** A page asked that waits for an answer given elsewhere. @param page tells the pages of a realm apart */
    public void polled(String page, boolean isOver) {
        if (isOver) {
            PAGES.completed(realm, page);
        } else {
            PAGES.polled(realm, page);
        }
        Metric.POLLS.increment(realm, isOver ? "completed" : "waiting");
    }

    /** A page asked that belongs to no login that waits. */
    public void polledWithoutLogin() {
        Metric.POLLS.increment(realm, "unknown_login");
    }

    private void login(String factor, String outcome) {
        Metric.LOGINS.increment(realm, factor, outcome);
    }

    private static String sent(Event.OneLoginEvent event) {
        if (event instanceof Event.LimitReached) {
            return "limited";
        }
        return event instanceof Event.CommandFailed ? "failed" : "sent";
    }

    /** @return what a notice is counted as; empty where it is nothing that went wrong */
    static Optional<String> outcomeOf(Notice notice) {
        return switch (notice) {
            case WRONG_CODE -> Optional.of("wrong_code");
            case DENIED, EXPIRED, CODE_NOT_CHECKED, ANSWER_NOT_CHECKED, NOT_SENT, TOO_SOON, TOO_MANY_MESSAGES ->
                Optional.of(label(notice));
            case CODE_MISSING, NOT_ANSWERED, SENT_AGAIN, NOT_OFFERED, NO_ALTERNATIVE -> Optional.empty();
        };
    }

    private static String factor(State state) {
        if (state instanceof State.WithChallenge pending) {
            return label(pending.challenge().target().type());
        }
        return state instanceof State.ChoosingDevice choosing
                ? label(choosing.current().target().type())
                : NO_FACTOR;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
