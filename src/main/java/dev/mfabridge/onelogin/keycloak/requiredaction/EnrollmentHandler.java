package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.login.EmailLinkRule;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.page.StartPage;
import dev.mfabridge.onelogin.keycloak.page.SuggestionPage;
import dev.mfabridge.onelogin.keycloak.remember.KnownBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.FactorSuggestion;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import dev.mfabridge.onelogin.keycloak.session.TemporaryTokenProof;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;

/**
 * Handler of one request of a browser to the required action. A user who has a device proves the device first, unless
 * the user proved a factor earlier in this login. A stolen password must not be enough to add the thief's phone (S2).
 * If an administrator assigned the action, the proof completes it. If the user or an application started the action,
 * the user then adds another factor.
 */
final class EnrollmentHandler {
    private final RequiredActionContext context;
    private final LoginOrigin origin;
    private final EmailLinkRule emailLink;
    private final LoginContext login;
    private final LoginPages pages;
    private final LoginRecorder recorder;
    private final FactorSuggestion suggestion;

    EnrollmentHandler(RequiredActionContext context, LoginOrigin origin) {
        this.context = context;
        this.origin = origin;
        this.login = LoginContext.of(context);
        this.emailLink = new EmailLinkRule(login, origin);
        this.suggestion = new FactorSuggestion(login.authSession());
        this.pages = new LoginPages(
                login, () -> suggestion.isOpen() ? SuggestionPage.skippable(context.form()) : context.form());
        this.recorder = new LoginRecorder(login);
    }

    /**
     * Opens the action. A link in an e-mail that doesn't name the action leaves it for the next login, which the user
     * starts with the password (S2).
     */
    void open() {
        if (login.user() != null
                && origin.endsWithoutSession()
                && settings().filter(emailLink::barsEnrollmentAction).isPresent()) {
            context.ignore();
        } else {
            handle(LoginForm.opened(origin.isActionOnPurpose()));
        }
    }

    void handle(LoginForm form) {
        if (login.user() == null) {
            recorder.userRemoved();
            recorder.ended(Errors.USER_NOT_FOUND);
            context.challenge(pages.userRemoved());
            return;
        }
        if (!login.user().isEnabled()) {
            recorder.ended(Errors.USER_DISABLED);
            context.challenge(pages.userDisabled());
            return;
        }
        settings().map(emailLink::restrict).ifPresentOrElse(config -> handle(form, config), this::misconfigured);
    }

    private Optional<OneLoginConfig> settings() {
        return UserSettingsResolver.resolve(login.session(), login.authSession(), login.user());
    }

    private void misconfigured() {
        recorder.noSettings();
        context.challenge(pages.misconfigured());
    }

    private void handle(LoginForm form, OneLoginConfig config) {
        pages.allowLetters(config.hasCodesWithLetters());
        var hasProof = recorder.hasProof();
        if (hasProof && suggestion.isOpen()) {
            respondToSuggestion(form, config);
            return;
        }
        if (hasProof && !isStartedByApplication()) {
            context.success();
            return;
        }
        if (TemporaryTokenProof.isIn(login.authSession()) && !isStartedByApplication()) {
            // The token is enough to sign in. The action waits for a login with a device.
            context.ignore();
            return;
        }
        continueWith(form, config, hasProof);
    }

    /** Suggests another factor, until the user skips the suggestion or follows it. */
    private void respondToSuggestion(LoginForm form, OneLoginConfig config) {
        if (form.isSkippingEnrollment()) {
            suggestion.end();
            context.success();
        } else if (suggestion.isAccepted()) {
            continueWith(form, config, true);
        } else if (form.followsSuggestion()) {
            suggestion.accept();
            continueWith(LoginForm.opened(true), config, true);
        } else {
            context.challenge(new SuggestionPage(context.form()).show());
        }
    }

    private void continueWith(LoginForm form, OneLoginConfig config, boolean hasProof) {
        var round = new MfaRound(login, config, new AuthSessionStateStore(login), form, hasProof);
        var lockout = round.begin();
        if (lockout.isPresent()) {
            context.challenge(pages.of(lockout.get()));
            return;
        }
        if (round.isWaitingForUser()) {
            context.challenge(new StartPage(context.form()).announce(round.firstDevice()));
            return;
        }
        var factor = form.factorToName(round.state());
        if (factor.isPresent()) {
            context.challenge(pages.nameOf(factor.get()));
            return;
        }
        var conversations = new ConversationFactory(login, config);
        if (hasProof) {
            respondAdding(round, round.advance(conversations.addingFactor()::advance), config);
        } else {
            proveExistingDevice(
                    round,
                    config,
                    conversations,
                    emailLink.barsEnrollmentAction(config)
                            ? conversations.withoutEnrollment()
                            : conversations.provingDevice());
        }
    }

    /** Proves the existing device, or enrolls the first one. A proof is followed by the enrollment of another factor. */
    private void proveExistingDevice(
            MfaRound round, OneLoginConfig config, ConversationFactory conversations, Conversation conversation) {
        var outcome = round.advance(conversation::advance);
        var isProofOfExisting =
                outcome.state().proof().filter(proof -> !proof.enrolled()).isPresent();
        if (isProofOfExisting && isStartedByApplication()) {
            record(round, outcome);
            respondAdding(round, round.restart(conversations.addingFactor()::advance), config);
        } else {
            respond(round, outcome, config);
        }
    }

    private boolean isStartedByApplication() {
        return origin.isStartedByApplication(LoginContext.ENROLLMENT);
    }

    private void respondAdding(MfaRound round, Outcome outcome, OneLoginConfig config) {
        pages.setAdding();
        respond(round, outcome, config);
    }

    private void respond(MfaRound round, Outcome outcome, OneLoginConfig config) {
        emailLink.log(round.state(), outcome);
        record(round, outcome);
        var proof = outcome.state().proof();
        var isFirst = proof.filter(State.Proven::enrolled).isPresent() && !isStartedByApplication();
        if (isFirst && config.suggestsFactor() && !suggestion.isOpen()) {
            suggestion.offer();
            context.challenge(new SuggestionPage(context.form()).show());
        } else if (proof.isPresent()) {
            suggestion.end();
            context.success();
        } else {
            context.challenge(pages.of(outcome.state(), outcome.notice()));
        }
    }

    private void record(MfaRound round, Outcome outcome) {
        round.record(outcome);
        outcome.state()
                .proof()
                .flatMap(proof -> recorder.credentials().credentialOf(proof.device()))
                .ifPresent(new KnownBrowser(login.session(), login.realm(), login.user())::markProven);
    }
}
