package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.compat.ServerCheck;
import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.connection.ServerOptions;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.page.ExtensionVersion;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheckFields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Factory of the execution "OneLogin MFA", as the admin console lists the execution. Holds the client factory that all
 * authenticators of this server share.
 */
public final class OneLoginAuthenticatorFactory
        implements AuthenticatorFactory,
                OneLoginClientFactory.Provider,
                ServerInfoAwareProviderFactory,
                SupportedFactory {
    public static final String PROVIDER_ID = ProviderIds.AUTHENTICATOR;

    private OneLoginClientFactory connections;

    @Override
    public void init(Config.Scope config) {
        connections = new OneLoginClientFactory(ServerOptions.of(config));
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new OneLoginAuthenticator();
    }

    @Override
    public OneLoginClientFactory clientFactory() {
        return connections;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "OneLogin MFA";
    }

    @Override
    public String getHelpText() {
        return "Requires a second factor that OneLogin verifies. Users without a OneLogin factor can enroll a factor.";
    }

    @Override
    public String getReferenceCategory() {
        return OneLoginCredentialModel.TYPE;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return Stream.concat(ConfigProperty.properties().stream(), LastCheckFields.all().stream())
                .toList();
    }

    /** Returns the version of the extension, for the page of the console about the server. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ExtensionVersion.read());
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENT_CHOICES;
    }

    @Override
    public boolean isUserSetupAllowed() {
        return true;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        ServerCheck.warn();
    }

    @Override
    public void close() {
        if (connections != null) {
            connections.close();
        }
    }
}
