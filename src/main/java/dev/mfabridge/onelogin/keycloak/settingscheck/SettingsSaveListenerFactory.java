package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Factory of {@link SettingsSaveListener}s, which are active in every realm, independent of the event listeners that its
 * administrator selected. Holds the queue of the checks of this server.
 */
public final class SettingsSaveListenerFactory implements EventListenerProviderFactory, SupportedFactory {
    private CheckQueue queue;

    @Override
    public String getId() {
        return "onelogin-mfa-settings-check";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new SettingsSaveListener(session, queue);
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new CheckQueue(request ->
                KeycloakModelUtils.runJobInTransaction(factory, session -> new SettingsCheck(session, request).run()));
    }

    @Override
    public void close() {
        // Keycloak closes the executor of the checks.
    }
}
