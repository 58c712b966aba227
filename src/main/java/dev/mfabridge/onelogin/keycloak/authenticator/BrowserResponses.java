package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.page.StartPage;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;

/** Responses to a browser: the page, or the success or failure of the execution. */
final class BrowserResponses {
    private final AuthenticationFlowContext context;
    private final LoginPages pages;
    private final LoginRecorder recorder;

    BrowserResponses(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.pages = new LoginPages(login, context::form);
        this.recorder = new LoginRecorder(login);
    }

    void respond(MfaRound round, Outcome outcome, OneLoginConfig config, LoginForm form) {
        var isFailedAttempt = round.record(outcome);
        var proof = outcome.state().proof();
        if (proof.isPresent()) {
            succeed(proof.get().device(), config, form);
            return;
        }
        pages.offerToRemember(config.rememberFor());
        var page = pages.of(outcome.state(), outcome.notice());
        if (isFailedAttempt) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
        } else {
            context.challenge(page);
        }
    }

    /** Shows the page whose button starts the login. */
    void announce(Optional<EnrolledDevice> device) {
        context.challenge(new StartPage(context.form()).announce(device));
    }

    void lockedOut(MfaRound.Lockout lockout) {
        context.forceChallenge(pages.of(lockout));
    }

    void rejectMissingUser() {
        recorder.noUser();
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(ConfigResult.Invalid invalid) {
        recorder.misconfigured(invalid);
        context.forceChallenge(pages.misconfigured());
    }

    /** Returns whether this browser is remembered. An application that demands re-authentication gets the factor as well (S8). */
    boolean isRemembered(OneLoginConfig config) {
        return config.rememberFor().toSeconds() > 0
                && !AuthenticatorUtil.isForcedReauthentication(context.getAuthenticationSession())
                && rememberedBrowser()
                        .isRemembered(credential -> hasCredential(credential, config), config.rememberFor());
    }

    private boolean hasCredential(String credential, OneLoginConfig config) {
        return recorder.credentials().hasCredential(credential, config.account().baseUrl());
    }

    void offerToSkipEnrollment(long days) {
        pages.offerToSkipEnrollment(days);
    }

    /** Continues without a factor, as the setting "Enrollment grace period (days)" allows. */
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

    /** Continues without a factor, as the setting "Pass when OneLogin is unreachable" allows. */
    void bypassUnreachable() {
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

    private void succeed(EnrolledDevice device, OneLoginConfig config, LoginForm form) {
        if (form.wantsRememberedBrowser() && config.rememberFor().toSeconds() > 0) {
            recorder.credentials()
                    .credentialOf(device)
                    .ifPresent(id -> rememberedBrowser().remember(id, config.rememberFor()));
        } else {
            rememberedBrowser().expireCookie();
        }
        context.success(OneLoginCredentialModel.TYPE);
    }
}
