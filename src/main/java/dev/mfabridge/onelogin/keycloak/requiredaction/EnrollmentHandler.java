package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.BruteForceGuard;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
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
final class EnrollmentHandler {
    private final RequiredActionContext context;
    private final LoginContext login;
    private final LoginPages pages;
    private final LoginRecorder books;
    private final AuthSessionStateStore kept;

    EnrollmentHandler(RequiredActionContext context) {
        this.context = context;
        this.login = LoginContext.in(context);
        this.pages = new LoginPages(login, context::form);
        this.books = new LoginRecorder(login);
        this.kept = new AuthSessionStateStore(login);
    }

    void goOn(LoginForm form) {
        UserSettingsResolver.of(login.session(), login.realm(), login.user())
                .ifPresentOrElse(settings -> goOn(form, settings), this::misconfigured);
    }

    private void misconfigured() {
        books.noSettings();
        context.challenge(pages.misconfigured());
    }

    private void goOn(LoginForm form, OneLoginConfig settings) {
        if (books.wasProven() && !isToAdd()) {
            context.success();
            return;
        }
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var isEnrolled = !books.enrolments().devices().isEmpty();
        var known = known(settings);
        var state = kept.resume(!isEnrolled || books.wasProven(), pendingRemovals.devices());
        var event = form.event(state, known);
        var lockedOut = new BruteForceGuard(login, pages, books).page(state, event);
        if (lockedOut.isPresent()) {
            context.challenge(lockedOut.get());
            return;
        }
        if (state instanceof State.Start) {
            removals.perform();
        }
        answer(state, advance(settings, state, event, form), settings, form);
    }

    private List<EnrolledDevice> known(OneLoginConfig settings) {
        return books.enrolments().devicesIn(settings.account().baseUrl());
    }

    /** Whom an application or the account console sent here came to add a factor; others are to have one. */
    private boolean isToAdd() {
        return LoginContext.ENROLMENT.equals(login.authentication().getClientNote(Constants.KC_ACTION_EXECUTING));
    }

    /** The first of its two conversations proves what there is, and the second enrols. */
    private Outcome advance(OneLoginConfig settings, State state, Event event, LoginForm form) {
        if (books.wasProven()) {
            return ConversationFactory.adding(login, settings).advance(state, event);
        }
        var outcome = ConversationFactory.withChoice(login, settings).advance(state, event);
        if (outcome.state() instanceof State.Proven proven && !proven.enrolled() && isToAdd()) {
            books.note(state, outcome, settings);
            books.keep(proven, settings, form.isCode());
            return ConversationFactory.adding(login, settings)
                    .advance(new State.Start(), new Event.PageOpened(known(settings)));
        }
        return outcome;
    }

    private void answer(State before, Outcome outcome, OneLoginConfig settings, LoginForm form) {
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
