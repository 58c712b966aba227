package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Factory of {@link OneLoginCredentialProvider}s. */
public final class OneLoginCredentialProviderFactory
        implements CredentialProviderFactory<OneLoginCredentialProvider>, SupportedFactory {
    public static final String PROVIDER_ID = "onelogin";

    @Override
    public OneLoginCredentialProvider create(KeycloakSession session) {
        return new OneLoginCredentialProvider(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
