package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Answers the flow: the page, the event, and whether the person passes or failed. */
final class Answers {
    private final AuthenticationFlowContext context;
    private final Pages pages;
    private final FlowLog log;

    Answers(AuthenticationFlowContext context) {
        this.context = context;
        this.pages = new Pages(context);
        this.log = new FlowLog(context);
    }

    void to(State before, Outcome outcome) {
        var state = outcome.state();
        if (state instanceof State.Proven proven) {
            pass(proven.device());
        } else if (outcome.notice().equals(Optional.of(Notice.CODE_NOT_RIGHT))) {
            fail(outcome);
        } else {
            if (state instanceof State.Ended ended && !state.equals(before)) {
                ended(ended.reason());
            } else {
                outcome.notice().ifPresent(this::record);
            }
            context.challenge(pages.of(state, outcome.notice()));
        }
    }

    /**
     * Answers as Keycloak's own OTP does: who is locked out reads nothing that a guesser could use. While another request
     * of the same person is at work, Keycloak calls the person locked out as well, so a click that enters no code is
     * shown the page that is pending.
     */
    void lockedOut(State state, Event event, String error) {
        if (event instanceof Event.CodeEntered || state instanceof State.Start) {
            error(error);
            context.forceChallenge(pages.lockedOut(state, error));
        } else {
            context.forceChallenge(pages.of(state, Optional.empty()));
        }
    }

    void misplaced() {
        log.misplaced();
        error(Errors.GENERIC_AUTHENTICATION_ERROR, "misplaced");
        context.forceChallenge(pages.misconfigured());
    }

    void misconfigured(SettingsResult.Invalid invalid) {
        log.misconfigured(invalid);
        error(Errors.GENERIC_AUTHENTICATION_ERROR, "misconfigured");
        context.forceChallenge(pages.misconfigured());
    }

    private void pass(EnrolledDevice device) {
        new Enrolments(context.getSession(), context.getRealm(), context.getUser())
                .keep(device)
                .ifPresent(credential -> enrolled(device, credential));
        // Failures were counted under Keycloak's OTP category, and it clears those of categories that were proven.
        AuthenticatorUtil.addAuthCredential(context.getAuthenticationSession(), OTPCredentialModel.TYPE);
        context.success(OneLoginCredentialModel.TYPE);
    }

    private void enrolled(EnrolledDevice device, String credential) {
        context.getEvent()
                .clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail("onelogin_factor", device.kind().name())
                .detail("onelogin_device_id", device.id().value())
                .success();
    }

    private void fail(Outcome outcome) {
        error(Errors.INVALID_USER_CREDENTIALS);
        countFailure();
        context.failureChallenge(
                AuthenticationFlowError.INVALID_CREDENTIALS, pages.of(outcome.state(), outcome.notice()));
    }

    /** Keycloak drops failures of categories other than its own, so this one is counted under OTP by hand. */
    private void countFailure() {
        if (context.getRealm().isBruteForceProtected()) {
            context.getProtector()
                    .failedLogin(
                            context.getRealm(),
                            context.getUser(),
                            context.getConnection(),
                            context.getUriInfo(),
                            Set.of(OTPCredentialModel.TYPE));
        }
    }

    /** What a person's account shows in the events although it is no failure of the person's. */
    private void record(Notice notice) {
        switch (notice) {
            case CODE_EXPIRED -> error(Errors.EXPIRED_CODE);
            case TOO_SOON -> error(Errors.SLOW_DOWN);
            case CODE_NOT_CHECKED, CODE_NOT_SENT ->
                error(Errors.GENERIC_AUTHENTICATION_ERROR, notice.name().toLowerCase(Locale.ROOT));
            case CODE_NOT_RIGHT, CODE_MISSING, CODE_SENT_AGAIN, NOT_OFFERED -> {}
        }
    }

    private void ended(Reason reason) {
        if (reason == Reason.NO_FACTOR_OFFERED || reason == Reason.NO_USABLE_DEVICE) {
            log.nothingToProve(reason);
        }
        error(Errors.GENERIC_AUTHENTICATION_ERROR, reason.name().toLowerCase(Locale.ROOT));
    }

    private void error(String error, String reason) {
        context.getEvent().detail(Details.REASON, "onelogin_" + reason);
        error(error);
    }

    private void error(String error) {
        if (context.getUser() != null) {
            context.getEvent().user(context.getUser());
        }
        context.getEvent()
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .error(error);
    }
}
