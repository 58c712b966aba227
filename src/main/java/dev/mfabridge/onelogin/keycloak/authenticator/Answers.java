package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.login.Bookkeeping;
import dev.mfabridge.onelogin.keycloak.login.Form;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.login.LoginEvents;
import dev.mfabridge.onelogin.keycloak.login.LoginLog;
import dev.mfabridge.onelogin.keycloak.login.Pages;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Errors;

/** Answers a browser's flow: the page, and whether the person passes or failed. */
final class Answers {
    private final AuthenticationFlowContext context;
    private final Pages pages;
    private final LoginLog log;
    private final LoginEvents events;
    private final Bookkeeping books;
    private final LoginMetrics metrics;

    Answers(AuthenticationFlowContext context, Login login) {
        this.context = context;
        this.pages = new Pages(login, context::form);
        this.log = new LoginLog(login);
        this.events = new LoginEvents(login);
        this.books = new Bookkeeping(login);
        this.metrics = LoginMetrics.in(context.getSession().getContext());
    }

    void to(State before, Outcome outcome, Settings settings, Form form) {
        var state = outcome.state();
        var failed = books.note(before, outcome);
        pages.offerToRemember(settings.rememberFor());
        if (state instanceof State.Proven proven) {
            pass(proven.device(), settings, form);
        } else if (failed) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, pages.of(state, outcome.notice()));
        } else {
            context.challenge(pages.of(state, outcome.notice()));
        }
    }

    /**
     * Answers as Keycloak's own OTP does: who is locked out reads nothing that a guesser could use. While another request
     * of the same person is at work, Keycloak calls the person locked out as well, so a click that proves nothing is shown
     * the page that is pending.
     */
    void lockedOut(State state, Event event, String error) {
        if (event instanceof Event.CodeEntered
                || event instanceof Event.AnswerLookedFor
                || state instanceof State.Start) {
            events.error(error);
            metrics.lockedOut(state);
            context.forceChallenge(pages.lockedOut(state, error));
        } else {
            context.forceChallenge(pages.of(state, Optional.empty()));
        }
    }

    void misplaced() {
        log.misplaced();
        metrics.misplaced();
        events.error(Errors.GENERIC_AUTHENTICATION_ERROR, "misplaced");
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(SettingsResult.Invalid invalid) {
        log.misconfigured(invalid);
        metrics.misconfigured();
        events.error(Errors.GENERIC_AUTHENTICATION_ERROR, "misconfigured");
        context.forceChallenge(pages.misconfigured());
    }

    /** An application that demands that the person signs in anew gets the factor as well. */
    boolean isRemembered(Settings settings) {
        return settings.rememberFor().toSeconds() > 0
                && !AuthenticatorUtil.isForcedReauthentication(context.getAuthenticationSession())
                && browser().isRemembered(books.enrolments()::has, settings.rememberFor());
    }

    void offerToPutOff(long days) {
        pages.offerToPutOff(days);
    }

    /** The administrator allows it for some days, by the setting of that name. */
    void putOff() {
        log.putOff();
        metrics.putOff();
        context.getEvent().detail("onelogin_enrolment_put_off", "true");
        context.success();
    }

    void remembered() {
        context.getEvent().detail("onelogin_remembered", "true");
        metrics.remembered();
        context.success(OneLoginCredentialModel.TYPE);
    }

    private RememberedBrowser browser() {
        return new RememberedBrowser(context.getSession(), context.getRealm(), context.getUser());
    }

    private void pass(EnrolledDevice device, Settings settings, Form form) {
        books.keep(device, settings, form.isCode());
        if (form.isToBeRemembered() && settings.rememberFor().toSeconds() > 0) {
            books.enrolments().credentialOf(device).ifPresent(id -> browser().remember(id, settings.rememberFor()));
        } else {
            browser().forget();
        }
        context.success(OneLoginCredentialModel.TYPE);
    }
}
