package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.remember.RememberedBrowser;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Answers the flow: the page, the event, and whether the person passes or failed. */
final class Answers {
    /** What Keycloak counts as a failure of the person's. */
    private static final Set<Notice> FAILURES = Set.of(Notice.CODE_NOT_RIGHT, Notice.DENIED);

    private final AuthenticationFlowContext context;
    private final Pages pages;
    private final FlowLog log;
    private final FlowEvents events;
    private final LoginMetrics metrics;

    Answers(AuthenticationFlowContext context) {
        this.context = context;
        this.pages = new Pages(context);
        this.log = new FlowLog(context);
        this.events = new FlowEvents(context);
        this.metrics = LoginMetrics.in(context.getSession().getContext());
    }

    void to(State before, Outcome outcome, Settings settings, Form form) {
        var state = outcome.state();
        pages.offerToRemember(settings.rememberFor());
        forget(outcome);
        metrics.advanced(before, outcome);
        if (state instanceof State.Proven proven) {
            pass(proven.device(), settings, form);
        } else if (outcome.notice().filter(FAILURES::contains).isPresent()) {
            fail(outcome);
        } else {
            if (state instanceof State.Ended ended && !state.equals(before)) {
                ended(ended.reason());
            } else {
                outcome.notice().ifPresent(events::told);
            }
            context.challenge(pages.of(state, outcome.notice()));
        }
    }

    /** What an administrator has to allow first stays until then: the credential is what shows that. */
    private void forget(Outcome outcome) {
        var stays = outcome.state() instanceof State.Ended ended && ended.reason() == Reason.DEVICE_REMOVED;
        for (var device : outcome.gone()) {
            log.deviceGone(device, !stays);
            if (!stays) {
                enrolments()
                        .forget(device)
                        .ifPresent(credential -> events.changed(EventType.REMOVE_CREDENTIAL, device, credential));
            }
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

    boolean isRemembered(Settings settings) {
        return settings.rememberFor().toSeconds() > 0
                && browser().isRemembered(enrolments()::has, settings.rememberFor());
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
        var enrolments = enrolments();
        enrolments
                .keep(device)
                .ifPresent(credential -> events.changed(EventType.UPDATE_CREDENTIAL, device, credential));
        if (!settings.policy().beginsWithDefault()) {
            enrolments.putFirst(device);
        }
        if (form.isToBeRemembered() && settings.rememberFor().toSeconds() > 0) {
            enrolments.credentialOf(device).ifPresent(id -> browser().remember(id, settings.rememberFor()));
        } else {
            browser().forget();
        }
        // Failures were counted under Keycloak's OTP category, and it clears those of categories that were proven.
        AuthenticatorUtil.addAuthCredential(context.getAuthenticationSession(), OTPCredentialModel.TYPE);
        context.success(OneLoginCredentialModel.TYPE);
    }

    private Enrolments enrolments() {
        return new Enrolments(context.getSession(), context.getRealm(), context.getUser());
    }

    private void ended(Reason reason) {
        if (reason == Reason.NO_FACTOR_OFFERED || reason == Reason.NO_USABLE_DEVICE) {
            log.nothingToProve(reason);
        }
        events.ended(reason);
    }

    private void fail(Outcome outcome) {
        events.error(Errors.INVALID_USER_CREDENTIALS);
        events.countFailure();
        context.failureChallenge(
                AuthenticationFlowError.INVALID_CREDENTIALS, pages.of(outcome.state(), outcome.notice()));
    }
}
