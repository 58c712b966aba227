package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Factory of {@link ChallengeStatusResource}, at {@code /realms/{realm}/onelogin-mfa}. */
public final class ChallengeStatusResourceFactory implements RealmResourceProviderFactory, SupportedFactory {

    @Override
    public String getId() {
        return ProviderIds.RESOURCE;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        var resource = new ChallengeStatusResource(session);
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return resource;
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
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
