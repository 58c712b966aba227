package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reader of the settings of an execution. */
public final class ExecutionConfigs {
    private ExecutionConfigs() {}

    /**
     * Returns the settings of an execution.
     *
     * @param config the execution's configuration, or null if none was ever saved
     */
    public static ConfigResult of(KeycloakSession session, AuthenticatorConfigModel config) {
        var options = OneLoginClientFactory.of(session).options();
        return ConfigParser.read(
                config == null ? null : config.getConfig(),
                reference -> secret(session, reference),
                options.allowedHosts());
    }

    public static ConfigResult of(KeycloakSession session, RealmModel realm, AuthenticationExecutionModel execution) {
        var config = Optional.ofNullable(execution.getAuthenticatorConfig()).map(realm::getAuthenticatorConfigById);
        return of(session, config.orElse(null));
    }

    private static Optional<String> secret(KeycloakSession session, String reference) {
        try (var secret = session.vault().getStringSecret(reference)) {
            return secret.get();
        }
    }
}
