package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.compat.AdminResources;
import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;

/** Factory of {@link AdminResource}, at {@code /admin/realms/{realm}/onelogin-mfa}. */
public final class AdminResourceFactory implements AdminRealmResourceProviderFactory, SupportedFactory {
    static final String ID = ProviderIds.RESOURCE;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return AdminResources.provider(
                (request, realm, rights, event) -> new AdminResource(new AdminRequest(request, realm, rights, event)));
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
