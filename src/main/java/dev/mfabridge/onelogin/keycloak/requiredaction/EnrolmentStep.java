package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.login.Bookkeeping;
import dev.mfabridge.onelogin.keycloak.login.Conversations;
import dev.mfabridge.onelogin.keycloak.login.Form;
import dev.mfabridge.onelogin.keycloak.login.KeptState;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.login.LoginEvents;
import dev.mfabridge.onelogin.keycloak.login.LoginLog;
import dev.mfabridge.onelogin.keycloak.login.Pages;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * One request of a browser to the required action. Whoever has a device already proves it first, unless that was done in
 * this login: a stolen password must not be enough to add the thief's phone.
 */
final class EnrolmentStep {
    private final RequiredActionContext context;
    private final Login login;
    private final Pages pages;
    private final Bookkeeping books;
    private final KeptState kept;

    EnrolmentStep(RequiredActionContext context) {
        this.context = context;
        this.login = Login.in(context);
        this.pages = new Pages(login, context::form);
        this.books = new Bookkeeping(login);
        this.kept = new KeptState(login);
    }

    void goOn(Form form) {
        new RealmSettings(login.session(), login.realm())
                .any()
                .ifPresentOrElse(settings -> goOn(form, settings), this::misconfigured);
    }

    private void misconfigured() {
        new LoginLog(login).noSettings();
        LoginMetrics.in(login.session().getContext()).misconfigured();
        new LoginEvents(login).error(Errors.GENERIC_AUTHENTICATION_ERROR, "misconfigured");
        context.challenge(pages.misconfigured());
    }

    private void goOn(Form form, Settings settings) {
        var removals = new Removals(login.session(), login.realm(), login.user());
        var known = books.enrolments().devices();
        var state = Optional.of(kept.read())
                .filter(found -> known.isEmpty() || books.wasProven() || !found.isEnrolling())
                .filter(found -> !found.concerns(removals.leftOver()::contains))
                .orElseGet(State.Start::new);
        // A form that comes when nothing is pending is that of a page long gone: begin anew.
        var event = state instanceof State.Start ? new Event.Arrived(known) : form.event(known);
        var lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(
                login.session().getProvider(BruteForceProtector.class), login.session(), login.realm(), login.user());
        if (lockedOut != null) {
            new LoginEvents(login).error(lockedOut);
            LoginMetrics.in(login.session().getContext()).lockedOut(state);
            context.challenge(pages.lockedOut(state, lockedOut));
            return;
        }
        if (state instanceof State.Start) {
            removals.perform();
        }
        answer(state, advance(settings, state, event, form), settings, form);
    }

    /** The first of its two conversations proves what there is, and the second enrols. */
    private Outcome advance(Settings settings, State state, Event event, Form form) {
        if (books.wasProven()) {
            return Conversations.adding(login, settings).advance(state, event);
        }
        var outcome = Conversations.withChoice(login, settings).advance(state, event);
        if (outcome.state() instanceof State.Proven proven && !proven.enrolled()) {
            books.note(state, outcome);
            books.keep(proven.device(), settings, form.isCode());
            var known = books.enrolments().devices();
            return Conversations.adding(login, settings).advance(new State.Start(), new Event.Arrived(known));
        }
        return outcome;
    }

    private void answer(State before, Outcome outcome, Settings settings, Form form) {
        kept.write(outcome.state());
        books.note(before, outcome);
        if (outcome.state() instanceof State.Proven proven) {
            books.keep(proven.device(), settings, form.isCode());
            context.success();
        } else {
            context.challenge(pages.of(outcome.state(), outcome.notice()));
        }
    }
}
