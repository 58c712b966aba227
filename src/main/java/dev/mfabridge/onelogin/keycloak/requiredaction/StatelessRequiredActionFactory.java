package dev.mfabridge.onelogin.keycloak.requiredaction;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Factory of a required action that has no state and no server-wide configuration. */
abstract class StatelessRequiredActionFactory implements RequiredActionFactory, SupportedFactory {
    private final String id;
    private final String displayText;
    private final RequiredActionProvider action;

    /**
     * Creates a factory.
     *
     * @param displayText the name of the action in the admin console
     */
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
        // Nothing to initialize.
    }

    @Override
    public final void close() {
        // Nothing to close.
    }
}
