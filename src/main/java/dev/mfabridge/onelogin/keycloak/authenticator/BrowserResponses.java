package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.compat.ProvenCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.email.EmailVerification;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.page.EmailPage;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.page.StartPage;
import dev.mfabridge.onelogin.keycloak.remember.KnownBrowser;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.FactorSuggestion;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.RememberChoice;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.AuthenticatorUtil;

/** Responses to a browser: the page, or the success or failure of the execution. */
final class BrowserResponses {
    private final AuthenticationFlowContext context;
    private final LoginPages pages;
    private final LoginRecorder recorder;
    private final EmailVerification emailVerification;
    private final RememberChoice rememberChoice;

    BrowserResponses(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.pages = new LoginPages(login, context::form);
        this.recorder = new LoginRecorder(login);
        this.emailVerification = new EmailVerification(login);
        this.rememberChoice = new RememberChoice(login);
    }

    /** Prepares the pages of a request, and keeps the choice of the form to have this browser remembered. */
    void prepare(OneLoginConfig config, LoginForm form) {
        form.rememberChoice().ifPresent(rememberChoice::keep);
        pages.offerToRemember(config.rememberFor(), rememberChoice.isWanted());
        pages.allowLetters(config.hasCodesWithLetters());
        pages.offerTemporaryToken();
    }

    void respond(MfaRound round, Outcome outcome, OneLoginConfig config) {
        var isFailedAttempt = round.record(outcome);
        var proof = outcome.state().proof();
        if (proof.isPresent()) {
            if (proof.get().enrolled() && config.suggestsFactor()) {
                new FactorSuggestion(context.getAuthenticationSession()).offerAfterExecution(context.getRealm());
            }
            succeed(proof.get().device(), config);
            return;
        }
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

    /** Asks for the name of the device before its factor is enrolled. */
    void askForName(OfferedFactor factor) {
        context.challenge(pages.nameOf(factor));
    }

    void lockedOut(MfaRound.Lockout lockout) {
        context.forceChallenge(pages.of(lockout));
    }

    /** Ends the login of a user who was removed from Keycloak, as Keycloak does for its own executions. */
    void endForRemovedUser() {
        recorder.userRemoved();
        throw new AuthenticationFlowException(AuthenticationFlowError.INVALID_USER, pages.userRemoved());
    }

    void rejectMissingUser() {
        recorder.noUser();
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(ConfigResult.Invalid invalid) {
        recorder.misconfigured(invalid);
        context.forceChallenge(pages.misconfigured());
    }

    /** Returns whether the user has to verify the e-mail address before it can find the OneLogin user. */
    boolean hasToVerifyEmail(OneLoginConfig config) {
        return emailVerification.isRequired(config);
    }

    /** Shows the page on which the user requests the e-mail that verifies the address. Only a form sends the e-mail. */
    void verifyEmail(LoginForm form) {
        context.challenge(emailPage(form).show(context.form()));
    }

    private EmailPage emailPage(LoginForm form) {
        if (form.requestsEmail()) {
            return emailVerification.send() ? EmailPage.SENT : EmailPage.NOT_SENT;
        }
        return form.continuesAfterEmail() ? EmailPage.NOT_VERIFIED : EmailPage.OPENED;
    }

    /**
     * Returns the device for which this browser is remembered; empty if the user has to prove a device. An application
     * that demands re-authentication gets the factor as well (S8).
     */
    Optional<EnrolledDevice> rememberedDevice(OneLoginConfig config) {
        if (!offersToRemember(config)
                || AuthenticatorUtil.isForcedReauthentication(context.getAuthenticationSession())) {
            return Optional.empty();
        }
        return rememberedBrowser()
                .provenCredential(config.rememberFor())
                .flatMap(credential -> recorder.credentials()
                        .device(credential, config.account().baseUrl()))
                .filter(device -> config.policy().allowed().contains(device.type()));
    }

    private static boolean offersToRemember(OneLoginConfig config) {
        return config.rememberFor().toSeconds() > 0;
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

    private void succeed(EnrolledDevice device, OneLoginConfig config) {
        recorder.credentials().credentialOf(device).ifPresent(credential -> {
            new KnownBrowser(context.getSession(), context.getRealm(), context.getUser()).markProven(credential);
            if (offersToRemember(config)) {
                remember(credential, config, rememberChoice.isWanted());
            }
        });
        ProvenCredentials.succeed(context, OneLoginCredentialModel.TYPE);
    }

    /** Remembers the browser or forgets it, as the user chose on a page that offered the choice. */
    private void remember(String credential, OneLoginConfig config, boolean isWanted) {
        if (isWanted) {
            rememberedBrowser().remember(credential, config.rememberFor());
        } else {
            rememberedBrowser().forget();
        }
    }
}
