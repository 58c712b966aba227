package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.BruteForceGuard;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;

/** Answers a browser's flow: the page, and whether the person passes or failed. */
final class BrowserResponses {
    private final AuthenticationFlowContext context;
    private final LoginPages pages;
    private final LoginRecorder recorder;
    private final BruteForceGuard bruteForceGuard;

    BrowserResponses(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.pages = new LoginPages(login, context::form);
        this.recorder = new LoginRecorder(login);
        this.bruteForceGuard = new BruteForceGuard(login, pages, recorder);
    }

    void respond(State before, Outcome outcome, OneLoginConfig config, LoginForm form) {
        var state = outcome.state();
        if (config.bypassesOutage() && isStarting(before) && isUnreachable(outcome)) {
            bypassUnreachable();
            return;
        }
        var failed = recorder.record(before, outcome, config);
        pages.offerToRemember(config.rememberFor());
        if (state instanceof State.Proven proven) {
            pass(proven, config, form);
        } else if (failed) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, pages.of(state, outcome.notice()));
        } else {
            context.challenge(pages.of(state, outcome.notice()));
        }
    }

    /** @return whether that was answered, since it is not the time to go on */
    boolean isLockedOut(State state, Event event) {
        var page = bruteForceGuard.lockedPage(state, event);
        page.ifPresent(context::forceChallenge);
        return page.isPresent();
    }

    void rejectMissingUser() {
        recorder.noUser();
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(ConfigResult.Invalid invalid) {
        recorder.misconfigured(invalid);
        context.forceChallenge(pages.misconfigured());
    }

    /** An application that demands that the person signs in anew gets the factor as well. */
    boolean isRemembered(OneLoginConfig config) {
        return config.rememberFor().toSeconds() > 0
                && !AuthenticatorUtil.isForcedReauthentication(context.getAuthenticationSession())
                && rememberedBrowser()
                        .isRemembered(credential -> hasCredential(credential, config), config.rememberFor());
    }

    private boolean hasCredential(String credential, OneLoginConfig config) {
        return recorder.credentials().contains(credential, config.account().baseUrl());
    }

    void offerToSkipEnrollment(long days) {
        pages.offerToSkipEnrollment(days);
    }

    /** The administrator allows it for some days, by the setting of that name. */
    void skipEnrollment() {
        recorder.enrollmentSkipped();
        addDetail(LoginResult.ENROLLMENT_SKIPPED);
        context.success();
    }

    void remembered() {
        addDetail(LoginResult.REMEMBERED);
        recorder.remembered();
        context.success();
    }

    /** Once something was asked for, OneLogin was there: what fails then may be of the person's own making. */
    private static boolean isStarting(State before) {
        return before instanceof State.Start || before instanceof State.Failed;
    }

    /** Whoever heard that a device is gone heard OneLogin. */
    private static boolean isUnreachable(Outcome outcome) {
        return outcome.removedDevices().isEmpty()
                && outcome.state() instanceof State.Failed failed
                && failed.reason() == FailureReason.UNREACHABLE;
    }

    private void bypassUnreachable() {
        recorder.bypassedUnreachable();
        addDetail(LoginResult.BYPASSED_UNREACHABLE);
        context.success();
    }

    /** Adds the result to the event of the login, as a detail of the reason's name. */
    private void addDetail(LoginResult result) {
        result.eventReason().ifPresent(reason -> context.getEvent().detail(reason, "true"));
    }

    private RememberedBrowser rememberedBrowser() {
        return new RememberedBrowser(context.getSession(), context.getRealm(), context.getUser());
    }

    private void pass(State.Proven proven, OneLoginConfig config, LoginForm form) {
        recorder.recordProof(proven, config, form.hasCode());
        if (form.wantsRememberedBrowser() && config.rememberFor().toSeconds() > 0) {
            recorder.credentials()
                    .credentialOf(proven.device())
                    .ifPresent(id -> rememberedBrowser().remember(id, config.rememberFor()));
        } else {
            rememberedBrowser().expireCookie();
        }
        context.success(OneLoginCredentialModel.TYPE);
    }
}
