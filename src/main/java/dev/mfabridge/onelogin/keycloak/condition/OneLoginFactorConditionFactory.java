package dev.mfabridge.onelogin.keycloak.condition;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Factory of "Condition - OneLogin factor", as the admin console lists the condition. */
public final class OneLoginFactorConditionFactory implements ConditionalAuthenticatorFactory, SupportedFactory {
    public static final String PROVIDER_ID = "conditional-onelogin-factor";
    private static final Requirement[] REQUIREMENT_CHOICES = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public ConditionalAuthenticator getSingleton() {
        return OneLoginFactorCondition.SINGLETON;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Condition - OneLogin factor";
    }

    @Override
    public String getHelpText() {
        return "Executes the current flow only if the user has a OneLogin factor enrolled, or only if the user has none.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ConditionConfigProperty.properties();
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENT_CHOICES.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
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
