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
    private final BrowserResponses answers;

    BrowserLoginHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.answers = new BrowserResponses(context, login);
    }

    void goOn(LoginForm form) {
        if (login.user() == null) {
            answers.misplaced();
            return;
        }
        var settings = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof ConfigResult.Invalid invalid) {
            answers.misconfigured(invalid);
            return;
        }
        var valid = ((ConfigResult.Valid) settings).settings();
        goOn(form, hasAnotherFactor() ? valid.besideAnotherFactor() : valid);
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

    private void goOn(LoginForm form, OneLoginConfig settings) {
        var kept = new AuthSessionStateStore(login);
        var enrolments = new DeviceCredentials(login.session(), login.realm(), login.user());
        var isEnrolled = !enrolments.devices().isEmpty();
        var known = enrolments.devicesIn(settings.account().baseUrl());
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var state = kept.resume(!isEnrolled, pendingRemovals.devices());
        var event = form.event(state, known);
        if (answers.isLockedOut(state, event)) {
            return;
        }
        if (event instanceof Event.PageOpened || event instanceof Event.RestartRequested) {
            removals.perform();
        }
        if (state instanceof State.Start && answers.isRemembered(settings)) {
            answers.remembered();
            return;
        }
        var grace = new EnrollmentGracePeriod(login, settings.grace());
        var daysLeft = isEnrolled ? Optional.<Long>empty() : grace.daysLeft();
        if (form.isPuttingOff() && state.isEnrolling() && grace.hasBegun() && daysLeft.isPresent()) {
            answers.putOff();
            return;
        }
        var conversation = daysLeft.isPresent()
                ? ConversationFactory.withChoice(login, settings)
                : ConversationFactory.of(login, settings);
        var outcome = conversation.advance(state, event);
        if (outcome.state().isEnrolling()) {
            grace.begin();
        }
        answers.offerToPutOff(daysLeft.filter(days -> grace.hasBegun()).orElse(0L));
        kept.write(outcome.state());
        answers.to(state, outcome, settings, form);
    }
}
