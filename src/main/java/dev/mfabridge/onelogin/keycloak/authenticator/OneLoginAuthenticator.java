package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialProvider;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialProviderFactory;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The step "OneLogin MFA" of a flow. Follows Keycloak's {@code OTPFormAuthenticator}. */
public final class OneLoginAuthenticator implements Authenticator, CredentialValidator<OneLoginCredentialProvider> {
    private final KeycloakSession session;
    private final OneLoginConnections connections;

    OneLoginAuthenticator(KeycloakSession session, OneLoginConnections connections) {
        this.session = session;
        this.connections = connections;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        goOn(context, Form.NOTHING);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        goOn(context, Form.read(context.getHttpRequest()));
    }

    private void goOn(AuthenticationFlowContext context, Form form) {
        var answers = new Answers(context);
        if (context.getUser() == null) {
            answers.misplaced();
            return;
        }
        var settings = ExecutionSettings.of(session, context.getAuthenticatorConfig());
        if (settings instanceof SettingsResult.Invalid invalid) {
            answers.misconfigured(invalid);
            return;
        }
        goOn(context, form, answers, ((SettingsResult.Valid) settings).settings());
    }

    private void goOn(AuthenticationFlowContext context, Form form, Answers answers, Settings settings) {
        var kept = new KeptState(
                context.getAuthenticationSession(),
                context.getRealm(),
                context.getUser(),
                context.getExecution().getId());
        var known = new Enrolments(session, context.getRealm(), context.getUser()).devices();
        var removals = new Removals(session, context.getRealm(), context.getUser());
        // Enrolment is for those who have no device: another login of the same person may have enrolled one by now.
        // What
        // was asked for before its credential was removed would bring it back.
        var state = Optional.of(kept.read())
                .filter(found -> known.isEmpty() || !found.isEnrolling())
                .filter(found -> !found.concerns(removals.leftOver()::contains))
                .orElseGet(State.Start::new);
        // A form that comes when nothing is pending is that of a page long gone: begin anew.
        var event = state instanceof State.Start ? new Event.Arrived(known) : form.event(known);
        var lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(context, context.getUser());
        if (lockedOut != null) {
            answers.lockedOut(state, event, lockedOut);
            return;
        }
        if (event instanceof Event.Arrived || event instanceof Event.RetryAsked) {
            removals.perform();
        }
        if (state instanceof State.Start && answers.isRemembered(settings)) {
            answers.remembered();
            return;
        }
        var outcome = Conversations.of(context, connections, settings).advance(state, event);
        kept.write(outcome.state());
        answers.to(state, outcome, settings, form);
    }

    /**
     * False, although nobody passes without a user: Keycloak calls a step that requires one for those alone who have a
     * credential, and this step also enrols those who have none.
     */
    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return user != null && Enrolments.exist(user);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // Who has no factor enrols one in this step.
    }

    @Override
    public OneLoginCredentialProvider getCredentialProvider(KeycloakSession session) {
        return (OneLoginCredentialProvider)
                session.getProvider(CredentialProvider.class, OneLoginCredentialProviderFactory.PROVIDER_ID);
    }

    @Override
    public String getType(KeycloakSession session) {
        return OneLoginCredentialModel.TYPE;
    }

    @Override
    public void close() {
        // Holds nothing of its own.
    }
}
