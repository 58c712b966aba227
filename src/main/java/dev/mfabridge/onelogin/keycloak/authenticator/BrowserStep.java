package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.login.Conversations;
import dev.mfabridge.onelogin.keycloak.login.Form;
import dev.mfabridge.onelogin.keycloak.login.Grace;
import dev.mfabridge.onelogin.keycloak.login.KeptState;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationSelectionOption;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;

/** One request of a browser to the step: the page that was opened, or the form that came. */
final class BrowserStep {
    private final AuthenticationFlowContext context;
    private final Login login;
    private final Answers answers;

    BrowserStep(AuthenticationFlowContext context, Login login) {
        this.context = context;
        this.login = login;
        this.answers = new Answers(context, login);
    }

    void goOn(Form form) {
        if (login.user() == null) {
            answers.misplaced();
            return;
        }
        var settings = ExecutionSettings.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof SettingsResult.Invalid invalid) {
            answers.misconfigured(invalid);
            return;
        }
        var valid = ((SettingsResult.Valid) settings).settings();
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

    private void goOn(Form form, Settings settings) {
        var kept = new KeptState(login);
        var enrolments = new Enrolments(login.session(), login.realm(), login.user());
        var isEnrolled = !enrolments.devices().isEmpty();
        var known = enrolments.devicesIn(settings.account().baseUrl());
        var removals = new Removals(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var state = kept.resume(!isEnrolled, pendingRemovals.devices());
        var event = form.event(state, known);
        if (answers.isLockedOut(state, event)) {
            return;
        }
        if (event instanceof Event.Arrived || event instanceof Event.RetryAsked) {
            removals.perform();
        }
        if (state instanceof State.Start && answers.isRemembered(settings)) {
            answers.remembered();
            return;
        }
        var grace = new Grace(login, settings.grace());
        var daysLeft = isEnrolled ? Optional.<Long>empty() : grace.daysLeft();
        if (form.isPuttingOff() && state.isEnrolling() && grace.hasBegun() && daysLeft.isPresent()) {
            answers.putOff();
            return;
        }
        var conversation =
                daysLeft.isPresent() ? Conversations.withChoice(login, settings) : Conversations.of(login, settings);
        var outcome = conversation.advance(state, event);
        if (outcome.state().isEnrolling()) {
            grace.begin();
        }
        answers.offerToPutOff(daysLeft.filter(days -> grace.hasBegun()).orElse(0L));
        kept.write(outcome.state());
        answers.to(state, outcome, settings, form);
    }
}
