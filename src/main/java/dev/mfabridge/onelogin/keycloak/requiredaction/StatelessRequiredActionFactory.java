package dev.mfabridge.onelogin.keycloak.requiredaction;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A required action that has no state and nothing to configure for the whole server. */
abstract class StatelessRequiredActionFactory implements RequiredActionFactory {
    private final String id;
    private final String displayText;
    private final RequiredActionProvider action;

    /** @param displayText what the admin console calls it */
    StatelessRequiredActionFactory(String id, String displayText, RequiredActionProvider action) {
        this.id = id;
        this.displayText = displayText;
        this.action = action;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayText() {
        return displayText;
    }

    @Override
    public final RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public final void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public final void postInit(KeycloakSessionFactory factory) {
        // Nothing to do once all providers are there.
    }

    @Override
    public final void close() {
        // It holds nothing.
    }
}
