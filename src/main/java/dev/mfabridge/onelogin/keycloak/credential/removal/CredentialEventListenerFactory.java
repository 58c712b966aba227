package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Factory of {@link CredentialEventListener}s, which are active in every realm, independent of the event listeners that
 * its administrator selected.
 */
public final class CredentialEventListenerFactory implements EventListenerProviderFactory, SupportedFactory {

    @Override
    public String getId() {
        return "onelogin-mfa-removal";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new CredentialEventListener(session);
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to initialize.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
