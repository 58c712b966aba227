package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.credential.UserSettings;
import dev.mfabridge.onelogin.keycloak.login.Bookkeeping;
import dev.mfabridge.onelogin.keycloak.login.Conversations;
import dev.mfabridge.onelogin.keycloak.login.Form;
import dev.mfabridge.onelogin.keycloak.login.KeptState;
import dev.mfabridge.onelogin.keycloak.login.LockOut;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.login.Pages;
import dev.mfabridge.onelogin.keycloak.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.List;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.Constants;

/**
 * One request of a browser to the required action. Whoever has a device already proves it first, unless that was done in
 * this login: a stolen password must not be enough to add the thief's phone. Where an administrator wants the person to have
 * a factor, that is all; where the person came to add one, the enrolment of another follows.
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
        UserSettings.of(login.session(), login.realm(), login.user())
                .ifPresentOrElse(settings -> goOn(form, settings), this::misconfigured);
    }

    private void misconfigured() {
        books.noSettings();
        context.challenge(pages.misconfigured());
    }

    private void goOn(Form form, Settings settings) {
        if (books.wasProven() && !isToAdd()) {
            context.success();
            return;
        }
        var removals = new Removals(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var isEnrolled = !books.enrolments().devices().isEmpty();
        var known = known(settings);
        var state = kept.resume(!isEnrolled || books.wasProven(), pendingRemovals.devices());
        var event = form.event(state, known);
        var lockedOut = new LockOut(login, pages, books).page(state, event);
        if (lockedOut.isPresent()) {
            context.challenge(lockedOut.get());
            return;
        }
        if (state instanceof State.Start) {
            removals.perform();
        }
        answer(state, advance(settings, state, event, form), settings, form);
    }

    private List<EnrolledDevice> known(Settings settings) {
        return books.enrolments().devicesIn(settings.account().baseUrl());
    }

    /** Whom an application or the account console sent here came to add a factor; others are to have one. */
    private boolean isToAdd() {
        return Login.ENROLMENT.equals(login.authentication().getClientNote(Constants.KC_ACTION_EXECUTING));
    }

    /** The first of its two conversations proves what there is, and the second enrols. */
    private Outcome advance(Settings settings, State state, Event event, Form form) {
        if (books.wasProven()) {
            return Conversations.adding(login, settings).advance(state, event);
        }
        var outcome = Conversations.withChoice(login, settings).advance(state, event);
        if (outcome.state() instanceof State.Proven proven && !proven.enrolled() && isToAdd()) {
            books.note(state, outcome, settings);
            books.keep(proven, settings, form.isCode());
            return Conversations.adding(login, settings).advance(new State.Start(), new Event.Arrived(known(settings)));
        }
        return outcome;
    }

    private void answer(State before, Outcome outcome, Settings settings, Form form) {
        if (books.wasProven()) {
            pages.isAdding();
        }
        kept.write(outcome.state());
        books.note(before, outcome, settings);
        if (outcome.state() instanceof State.Proven proven) {
            books.keep(proven, settings, form.isCode());
            context.success();
        } else {
            context.challenge(pages.of(outcome.state(), outcome.notice()));
        }
    }
}
