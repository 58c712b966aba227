package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.page.LoginPages;
import dev.mfabridge.onelogin.keycloak.remember.KnownBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserSettingsResolver;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.models.Constants;

/**
 * Handler of one request of a browser to the required action. A user who has a device proves the device first, unless
 * the user proved a factor earlier in this login. A stolen password must not be enough to add the thief's phone (S2).
 * If an administrator assigned the action, the proof completes it. If the user or an application started the action,
 * the user then adds another factor.
 */
final class EnrollmentHandler {
    private final RequiredActionContext context;
    private final LoginContext login;
    private final LoginPages pages;
    private final LoginRecorder recorder;

    EnrollmentHandler(RequiredActionContext context) {
        this.context = context;
        this.login = LoginContext.of(context);
        this.pages = new LoginPages(login, context::form);
        this.recorder = new LoginRecorder(login);
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
        UserSettingsResolver.resolve(login.session(), login.authSession(), login.user())
                .ifPresentOrElse(config -> handle(form, config), this::misconfigured);
    }

    private void misconfigured() {
        recorder.noSettings();
        context.challenge(pages.misconfigured());
    }

    private void handle(LoginForm form, OneLoginConfig config) {
        var hasProof = recorder.hasProof();
        if (hasProof && !addsFactor()) {
            context.success();
            return;
        }
        var round = new MfaRound(login, config, new AuthSessionStateStore(login), form, hasProof);
        var lockout = round.begin();
        if (lockout.isPresent()) {
            context.challenge(pages.of(lockout.get()));
            return;
        }
        var conversations = new ConversationFactory(login, config);
        if (hasProof) {
            respondAdding(round, round.advance(conversations.addingFactor()::advance));
        } else {
            proveExistingDevice(round, conversations);
        }
    }

    /** Proves the existing device, or enrolls the first one. A proof is followed by the enrollment of another factor. */
    private void proveExistingDevice(MfaRound round, ConversationFactory conversations) {
        var outcome = round.advance(conversations.withSkippableEnrollment()::advance);
        var isProofOfExisting =
                outcome.state().proof().filter(proof -> !proof.enrolled()).isPresent();
        if (isProofOfExisting && addsFactor()) {
            record(round, outcome);
            respondAdding(round, round.restart(conversations.addingFactor()::advance));
        } else {
            respond(round, outcome);
        }
    }

    private void respondAdding(MfaRound round, Outcome outcome) {
        pages.setAdding();
        respond(round, outcome);
    }

    private void respond(MfaRound round, Outcome outcome) {
        record(round, outcome);
        if (outcome.state().proof().isPresent()) {
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

    /** Returns whether the user or an application started the action, to add a factor. */
    private boolean addsFactor() {
        return LoginContext.ENROLLMENT.equals(login.authSession().getClientNote(Constants.KC_ACTION_EXECUTING));
    }
}
