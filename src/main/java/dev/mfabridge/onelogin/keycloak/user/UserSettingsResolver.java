package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Resolver of the settings for a user outside a flow, for example in the admin API, where no execution determines the
 * settings.
 */
public final class UserSettingsResolver {
    private UserSettingsResolver() {}

    /**
     * Returns the first valid settings of the realm. If the user has devices in other OneLogin accounts only, it
     * returns the settings of an execution for such an account, if there is one.
     */
    public static Optional<OneLoginConfig> resolve(KeycloakSession session, RealmModel realm, UserModel user) {
        var executions = new RealmExecutions(session, realm);
        var credentials = new DeviceCredentials(session, realm, user);
        return executions.first().map(first -> {
            var account = first.account().baseUrl();
            return credentials
                    .otherAccount(account)
                    .filter(other -> credentials.devicesIn(account).isEmpty())
                    .flatMap(executions::forAccount)
                    .orElse(first);
        });
    }
}
