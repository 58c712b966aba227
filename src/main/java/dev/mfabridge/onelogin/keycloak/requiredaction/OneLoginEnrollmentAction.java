package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.session.AuthSessionStateStore;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Required action {@code onelogin-enroll}: a default action of new users, assigned by an administrator, or started by
 * an application ({@code kc_action=onelogin-enroll}). Follows Keycloak's {@code UpdateTotp}.
 */
public final class OneLoginEnrollmentAction implements RequiredActionProvider, CredentialRegistrator {

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** Removes the stored state. A registration that is pending in OneLogin expires there by itself. */
    @Override
    public void initiatedActionCanceled(KeycloakSession session, AuthenticationSessionModel authentication) {
        AuthSessionStateStore.clear(authentication, LoginContext.ENROLLMENT);
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // An application or an administrator starts the action, so it triggers nothing by itself.
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        new EnrollmentHandler(context, LoginOrigin.of(context)).open();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        new EnrollmentHandler(context, LoginOrigin.of(context)).handle(LoginForm.read(context.getHttpRequest()));
    }

    @Override
    public String getCredentialType(KeycloakSession session, AuthenticationSessionModel authentication) {
        return OneLoginCredentialModel.TYPE;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
