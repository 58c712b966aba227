package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.login.Login;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** "Set up OneLogin factor" as the admin console lists it among the required actions. */
public final class OneLoginEnrolmentFactory implements RequiredActionFactory {
    public static final String PROVIDER_ID = Login.ENROLMENT;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayText() {
        return "Set up OneLogin factor";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new OneLoginEnrolment();
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing is configured for the whole server.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to do once all providers are there.
    }

    @Override
    public void close() {
        // Holds nothing of its own.
    }
}
