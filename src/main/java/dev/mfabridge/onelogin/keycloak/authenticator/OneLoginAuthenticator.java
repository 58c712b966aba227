package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialProvider;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialProviderFactory;
import dev.mfabridge.onelogin.keycloak.credential.removal.KeptDevices;
import dev.mfabridge.onelogin.keycloak.directgrant.DirectGrantHandler;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmWarnings;
import dev.mfabridge.onelogin.keycloak.requiredaction.OneLoginEnrollmentActionFactory;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import java.time.InstantSource;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Execution "OneLogin MFA" of a flow. Follows Keycloak's {@code OTPFormAuthenticator}. */
public final class OneLoginAuthenticator implements Authenticator, CredentialValidator<OneLoginCredentialProvider> {
    /** Keycloak's name for the path of a flow that handles token requests with a password. */
    private static final String DIRECT_GRANT = "token";

    private static final RealmWarnings WARNINGS = new RealmWarnings(InstantSource.system());

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        handle(context, LoginForm.opened(LoginOrigin.of(context).isForm()));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        handle(context, LoginForm.read(context.getHttpRequest()));
    }

    private void handle(AuthenticationFlowContext context, LoginForm form) {
        WARNINGS.check(context.getSession(), context.getRealm());
        var login = LoginContext.of(context);
        if (DIRECT_GRANT.equals(context.getFlowPath())) {
            new DirectGrantHandler(context, login).handle();
        } else {
            new BrowserLoginHandler(context, login).handle(form);
        }
    }

    /**
     * Returns false, although every login needs a user. Keycloak calls an execution that requires a user only for users
     * with a credential, and this execution also enrolls users without a credential.
     */
    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return user != null && (DeviceCredentials.exist(user) || KeptDevices.exist(session, realm, user));
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        var authentication = session.getContext().getAuthenticationSession();
        if (!authentication.getRequiredActions().contains(OneLoginEnrollmentActionFactory.PROVIDER_ID)) {
            authentication.addRequiredAction(OneLoginEnrollmentActionFactory.PROVIDER_ID);
        }
    }

    @Override
    public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
        return List.of((RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, OneLoginEnrollmentActionFactory.PROVIDER_ID));
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
        // Nothing to close.
    }
}
