package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.EnrollmentGracePeriod;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationSelectionOption;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;

/** One request of a browser to the step: the page that was opened, or the form that came. */
final class BrowserLoginHandler {
    private final AuthenticationFlowContext context;
    private final LoginContext login;
    private final BrowserResponses responses;

    BrowserLoginHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.responses = new BrowserResponses(context, login);
    }

    void handle(LoginForm form) {
        if (login.user() == null) {
            responses.rejectMissingUser();
            return;
        }
        var settings = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof ConfigResult.Invalid invalid) {
            responses.misconfigured(invalid);
            return;
        }
        var valid = ((ConfigResult.Valid) settings).config();
        handle(form, hasAnotherFactor() ? valid.restrictedBySecondFactor() : valid);
    }

    /**
     * Whether "Try another way" leads to another credential of the person's. Were a new device enrolled then, where the one
     * before was removed in OneLogin, or did the person pass for want of an answer, a password would be enough to get past that
     * credential.
     */
    private boolean hasAnotherFactor() {
        return context.getAuthenticationSelections().stream()
                .map(AuthenticationSelectionOption::getAuthenticationExecution)
                .filter(other -> !other.getId().equals(context.getExecution().getId()))
                .anyMatch(other -> login.session().getProvider(Authenticator.class, other.getAuthenticator())
                        instanceof CredentialValidator);
    }

    private void handle(LoginForm form, OneLoginConfig config) {
        var store = new AuthSessionStateStore(login);
        var credentials = new DeviceCredentials(login.session(), login.realm(), login.user());
        var isEnrolled = !credentials.devices().isEmpty();
        var known = credentials.devicesIn(config.account().baseUrl());
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var state = store.restore(!isEnrolled, pendingRemovals.devices());
        var event = form.event(state, known);
        if (responses.isLockedOut(state, event)) {
            return;
        }
        if (event instanceof Event.PageOpened || event instanceof Event.RestartRequested) {
            removals.removePending();
        }
        if (state instanceof State.Start && responses.isRemembered(config)) {
            responses.remembered();
            return;
        }
        var gracePeriod = new EnrollmentGracePeriod(login, config.gracePeriod());
        var daysLeft = isEnrolled ? Optional.<Long>empty() : gracePeriod.daysLeft();
        if (form.isSkippingEnrollment() && state.isEnrolling() && gracePeriod.hasStarted() && daysLeft.isPresent()) {
            responses.skipEnrollment();
            return;
        }
        var conversation = daysLeft.isPresent()
                ? ConversationFactory.withSkippableEnrollment(login, config)
                : ConversationFactory.of(login, config);
        var outcome = conversation.advance(state, event);
        if (outcome.state().isEnrolling()) {
            gracePeriod.start();
        }
        responses.offerToSkipEnrollment(
                daysLeft.filter(days -> gracePeriod.hasStarted()).orElse(0L));
        store.save(outcome.state());
        responses.respond(state, outcome, config, form);
    }
}
