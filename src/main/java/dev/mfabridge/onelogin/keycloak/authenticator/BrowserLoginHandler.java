package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.login.EmailLinkRule;
import dev.mfabridge.onelogin.keycloak.login.LoginCommandExecutor;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.login.RememberedDeviceCheck;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.EnrollmentGracePeriod;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationSelectionOption;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;

/** Handler of one request of a browser: a page that is opened, or a form. */
final class BrowserLoginHandler {
    private final AuthenticationFlowContext context;
    private final LoginContext login;
    private final EmailLinkRule emailLink;
    private final BrowserResponses responses;

    BrowserLoginHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.emailLink = new EmailLinkRule(login, LoginOrigin.of(context));
        this.responses = new BrowserResponses(context, login);
    }

    void handle(LoginForm form) {
        if (login.user() == null) {
            rejectWithoutUser();
            return;
        }
        var result = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        result.invalid().ifPresent(responses::misconfigured);
        result.config()
                .map(config -> hasAnotherFactor() ? config.restrictedBySecondFactor() : config)
                .map(emailLink::restrict)
                .ifPresent(config -> handle(form, config));
    }

    private void rejectWithoutUser() {
        if (login.hadUser()) {
            responses.endForRemovedUser();
        } else {
            responses.rejectMissingUser();
        }
    }

    /**
     * Returns whether "Try another way" leads to another credential of the user. Such a user must neither enroll a new
     * device in place of a removed one, nor pass during an outage. Otherwise the password would be enough to get past
     * the other credential (S1, S2).
     */
    private boolean hasAnotherFactor() {
        return context.getAuthenticationSelections().stream()
                .map(AuthenticationSelectionOption::getAuthenticationExecution)
                .filter(other -> !other.getId().equals(context.getExecution().getId()))
                .map(other -> login.session().getProvider(Authenticator.class, other.getAuthenticator()))
                .anyMatch(CredentialValidator.class::isInstance);
    }

    private void handle(LoginForm form, OneLoginConfig config) {
        responses.prepare(config, form);
        var round = new MfaRound(login, config, new AuthSessionStateStore(login), form, false);
        var lockout = round.begin();
        if (lockout.isPresent()) {
            responses.lockedOut(lockout.get());
            return;
        }
        if (round.needsUserMapping() && responses.hasToVerifyEmail(config)) {
            responses.verifyEmail(form);
            return;
        }
        var remembered =
                round.state().isStart() ? responses.rememberedDevice(config) : Optional.<EnrolledDevice>empty();
        var check = new RememberedDeviceCheck(login, config);
        if (round.isWaitingForUser() && (remembered.isEmpty() || check.queriesOneLogin())) {
            responses.announce(round.firstDevice());
            return;
        }
        var objection = remembered.flatMap(check::objection);
        if (remembered.isPresent() && objection.isEmpty()) {
            responses.remembered();
            return;
        }
        var gracePeriod = new EnrollmentGracePeriod(login, config.gracePeriod());
        var daysLeft = round.isEnrolled() ? Optional.<Long>empty() : gracePeriod.daysLeft();
        if (form.isSkippingEnrollment()
                && round.state().isEnrolling()
                && gracePeriod.hasStarted()
                && daysLeft.isPresent()) {
            skipEnrollment(round, config);
            return;
        }
        var factor = form.factorToName(round.state());
        if (factor.isPresent()) {
            offerToSkipEnrollment(gracePeriod, daysLeft);
            responses.askForName(factor.get());
            return;
        }
        var conversations = new ConversationFactory(login, config);
        var conversation = daysLeft.isPresent() ? conversations.withSkippableEnrollment() : conversations.standard();
        var outcome = round.advance((state, event) -> conversation.advance(state, objection.orElse(event)));
        emailLink.log(round.state(), outcome);
        if (outcome.state().isEnrolling()) {
            gracePeriod.start();
        }
        offerToSkipEnrollment(gracePeriod, daysLeft);
        if (config.bypassesOutage()
                && isStarting(round.state())
                && isUnreachable(outcome)
                && new LoginCommandExecutor(login, config).isOutage()) {
            responses.bypassUnreachable();
        } else {
            responses.respond(round, outcome, config);
        }
    }

    private void offerToSkipEnrollment(EnrollmentGracePeriod gracePeriod, Optional<Long> daysLeft) {
        responses.offerToSkipEnrollment(
                daysLeft.filter(days -> gracePeriod.hasStarted()).orElse(0L));
    }

    /** Continues without a factor, unless the user has a device by now, which is challenged instead (S2). */
    private void skipEnrollment(MfaRound round, OneLoginConfig config) {
        var conversation = new ConversationFactory(login, config).withSkippableEnrollment();
        var outcome = round.leaveEnrollment(conversation::advance);
        if (outcome.state().isStart()) {
            responses.skipEnrollment();
        } else {
            responses.respond(round, outcome, config);
        }
    }

    /** Returns whether nothing was challenged before. After a challenge, the user may cause what fails (S1). */
    private static boolean isStarting(State before) {
        return before.isStart() || before.failure().isPresent();
    }

    /** Returns whether OneLogin was unreachable. A report of a removed device shows that it was reachable (S1). */
    private static boolean isUnreachable(Outcome outcome) {
        return outcome.removedDevices().isEmpty()
                && outcome.state()
                        .failure()
                        .filter(failed -> failed.reason() == FailureReason.UNREACHABLE)
                        .isPresent();
    }
}
