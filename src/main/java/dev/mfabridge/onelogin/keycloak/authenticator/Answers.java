package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.login.Bookkeeping;
import dev.mfabridge.onelogin.keycloak.login.Form;
import dev.mfabridge.onelogin.keycloak.login.LockOut;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.login.Pages;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.State;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;

/** Answers a browser's flow: the page, and whether the person passes or failed. */
final class Answers {
    private final AuthenticationFlowContext context;
    private final Pages pages;
    private final Bookkeeping books;
    private final LockOut lockOut;

    Answers(AuthenticationFlowContext context, Login login) {
        this.context = context;
        this.pages = new Pages(login, context::form);
        this.books = new Bookkeeping(login);
        this.lockOut = new LockOut(login, pages, books);
    }

    void to(State before, Outcome outcome, Settings settings, Form form) {
        var state = outcome.state();
        if (settings.passWhenUnreachable() && isBeginning(before) && isUnreachable(outcome)) {
            passByPolicy();
            return;
        }
        var failed = books.note(before, outcome, settings);
        pages.offerToRemember(settings.rememberFor());
        if (state instanceof State.Proven proven) {
            pass(proven, settings, form);
        } else if (failed) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, pages.of(state, outcome.notice()));
        } else {
            context.challenge(pages.of(state, outcome.notice()));
        }
    }

    /** @return whether that was answered, since it is not the time to go on */
    boolean isLockedOut(State state, Event event) {
        var page = lockOut.page(state, event);
        page.ifPresent(context::forceChallenge);
        return page.isPresent();
    }

    void misplaced() {
        books.misplaced();
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(SettingsResult.Invalid invalid) {
        books.misconfigured(invalid);
        context.forceChallenge(pages.misconfigured());
    }

    /** An application that demands that the person signs in anew gets the factor as well. */
    boolean isRemembered(Settings settings) {
        return settings.rememberFor().toSeconds() > 0
                && !AuthenticatorUtil.isForcedReauthentication(context.getAuthenticationSession())
                && browser().isRemembered(credential -> isThere(credential, settings), settings.rememberFor());
    }

    private boolean isThere(String credential, Settings settings) {
        return books.enrolments().has(credential, settings.account().baseUrl());
    }

    void offerToPutOff(long days) {
        pages.offerToPutOff(days);
    }

    /** The administrator allows it for some days, by the setting of that name. */
    void putOff() {
        books.putOff();
        context.getEvent().detail("onelogin_enrollment_skipped", "true");
        context.success();
    }

    void remembered() {
        context.getEvent().detail("onelogin_remembered", "true");
        books.remembered();
        context.success();
    }

    /** Once something was asked for, OneLogin was there: what fails then may be of the person's own making. */
    private static boolean isBeginning(State before) {
        return before instanceof State.Start || before instanceof State.Ended;
    }

    /** Whoever heard that a device is gone heard OneLogin. */
    private static boolean isUnreachable(Outcome outcome) {
        return outcome.gone().isEmpty()
                && outcome.state() instanceof State.Ended ended
                && ended.reason() == Reason.UNREACHABLE;
    }

    private void passByPolicy() {
        books.passedByPolicy();
        context.getEvent().detail("onelogin_bypassed_unreachable", "true");
        context.success();
    }

    private RememberedBrowser browser() {
        return new RememberedBrowser(context.getSession(), context.getRealm(), context.getUser());
    }

    private void pass(State.Proven proven, Settings settings, Form form) {
        books.keep(proven, settings, form.isCode());
        if (form.isToBeRemembered() && settings.rememberFor().toSeconds() > 0) {
            books.enrolments()
                    .credentialOf(proven.device())
                    .ifPresent(id -> browser().remember(id, settings.rememberFor()));
        } else {
            browser().forget();
        }
        context.success(OneLoginCredentialModel.TYPE);
    }
}
