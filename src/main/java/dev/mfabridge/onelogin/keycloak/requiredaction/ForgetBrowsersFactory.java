package dev.mfabridge.onelogin.keycloak.requiredaction;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** "Forget browsers remembered for OneLogin" as the admin console lists it among the required actions. */
public final class ForgetBrowsersFactory implements RequiredActionFactory {
    public static final String PROVIDER_ID = "onelogin-forget-browsers";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayText() {
        return "Forget browsers remembered for OneLogin";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new ForgetBrowsers();
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
