package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.settings.SettingsReader;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;

/** The settings of the execution that runs. */
final class ExecutionSettings {
    private ExecutionSettings() {}

    static SettingsResult of(AuthenticationFlowContext context) {
        var config = context.getAuthenticatorConfig();
        return SettingsReader.read(
                config == null ? null : config.getConfig(), reference -> secret(context.getSession(), reference));
    }

    private static Optional<String> secret(KeycloakSession session, String reference) {
        try (var secret = session.vault().getStringSecret(reference)) {
            return secret.get();
        }
    }
}
