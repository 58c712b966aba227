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
    private final LoginRecorder recorder;
    private final AuthSessionStateStore store;

    EnrollmentHandler(RequiredActionContext context) {
        this.context = context;
        this.login = LoginContext.of(context);
        this.pages = new LoginPages(login, context::form);
        this.recorder = new LoginRecorder(login);
        this.store = new AuthSessionStateStore(login);
    }

    void handle(LoginForm form) {
        UserSettingsResolver.resolve(login.session(), login.realm(), login.user())
                .ifPresentOrElse(config -> handle(form, config), this::misconfigured);
    }

    private void misconfigured() {
        recorder.noSettings();
        context.challenge(pages.misconfigured());
    }

    private void handle(LoginForm form, OneLoginConfig config) {
        if (recorder.hasProof() && !addsFactor()) {
            context.success();
            return;
        }
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var isEnrolled = !recorder.credentials().devices().isEmpty();
        var known = known(config);
        var state = store.restore(!isEnrolled || recorder.hasProof(), pendingRemovals.devices());
        var event = form.event(state, known);
        var lockedOut = new BruteForceGuard(login, pages, recorder).lockedPage(state, event);
        if (lockedOut.isPresent()) {
            context.challenge(lockedOut.get());
            return;
        }
        if (state instanceof State.Start) {
            removals.removePending();
        }
        answer(state, advance(config, state, event, form), config, form);
    }

    private List<EnrolledDevice> known(OneLoginConfig config) {
        return recorder.credentials().devicesIn(config.account().baseUrl());
    }

    /** Whom an application or the account console sent here came to add a factor; others are to have one. */
    private boolean addsFactor() {
        return LoginContext.ENROLLMENT.equals(login.authSession().getClientNote(Constants.KC_ACTION_EXECUTING));
    }

    /** The first of its two conversations proves what there is, and the second enrols. */
    private Outcome advance(OneLoginConfig config, State state, Event event, LoginForm form) {
        if (recorder.hasProof()) {
            return ConversationFactory.addingFactor(login, config).advance(state, event);
        }
        var outcome = ConversationFactory.withSkippableEnrollment(login, config).advance(state, event);
        if (outcome.state() instanceof State.Proven proven && !proven.enrolled() && addsFactor()) {
            recorder.record(state, outcome, config);
            recorder.recordProof(proven, config, form.hasCode());
            return ConversationFactory.addingFactor(login, config)
                    .advance(new State.Start(), new Event.PageOpened(known(config)));
        }
        return outcome;
    }

    private void answer(State before, Outcome outcome, OneLoginConfig config, LoginForm form) {
        if (recorder.hasProof()) {
            pages.setAdding();
        }
        store.save(outcome.state());
        recorder.record(before, outcome, config);
        if (outcome.state() instanceof State.Proven proven) {
            recorder.recordProof(proven, config, form.hasCode());
            context.success();
        } else {
            context.challenge(pages.of(outcome.state(), outcome.notice()));
        }
    }
}
