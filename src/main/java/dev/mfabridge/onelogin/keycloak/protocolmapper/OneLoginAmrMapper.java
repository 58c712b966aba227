package dev.mfabridge.onelogin.keycloak.protocolmapper;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.protocol.oidc.utils.AmrUtils;
import org.keycloak.representations.IDToken;

/**
 * Mapper for Keycloak's {@code amr} claim that adds the method by which the OneLogin factor was proven. Keycloak's own
 * mapper adds one fixed value for each execution, which the administrator configures. If an execution has such a value,
 * that value has priority.
 */
public final class OneLoginAmrMapper extends AmrProtocolMapper implements SupportedFactory {
    public static final String PROVIDER_ID = "onelogin-amr-mapper";
    /** Priority after Keycloak's own mapper, whose values this claim includes, for clients with both mappers. */
    private static final int PRIORITY = 10;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "OneLogin AMR";
    }

    @Override
    public String getHelpText() {
        return "Adds authentication method references (AMR) to the token: the values of the executions, and how the user"
                + " proved a OneLogin factor (otp, sms, swk, tel).";
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext client) {
        var realm = userSession.getRealm();
        var references = new LinkedHashSet<>(getAmr(client.getClientSession(), realm));
        ProvenMethod.of(userSession)
                .filter(method -> isCurrent(method, config(realm, method.execution())))
                .forEach(method -> references.add(method.reference()));
        token.setOtherClaims(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE, List.copyOf(references));
    }

    /**
     * Returns whether a method belongs in the claim. Without a maximum age, the method is valid for the whole session:
     * Keycloak's default of 0 seconds would be useless.
     */
    private static boolean isCurrent(ProvenMethod method, Map<String, String> config) {
        var configured = config.getOrDefault(Constants.AUTHENTICATION_EXECUTION_REFERENCE_VALUE, "");
        var maxAge = config.getOrDefault(Constants.AUTHENTICATION_EXECUTION_REFERENCE_MAX_AGE, "");
        return configured.isBlank() && (maxAge.isBlank() || AmrUtils.isAmrValid(config, method.provenAt()));
    }

    /** Returns the configuration of an execution; empty if the execution was removed from its flow. */
    private static Map<String, String> config(RealmModel realm, String execution) {
        return Optional.ofNullable(realm.getAuthenticationExecutionById(execution))
                .map(found -> found.getAuthenticatorConfig())
                .map(realm::getAuthenticatorConfigById)
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
    }
}
