package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Resolver of the settings for a user outside a flow, where no execution determines the settings: in the required action
 * and in the admin API.
 */
public final class UserSettingsResolver {
    private UserSettingsResolver() {}

    /**
     * Returns the settings for a login, from the flow that is in effect for its client if that flow has valid settings.
     * Otherwise, the other flows follow as in {@link #resolve(KeycloakSession, RealmModel, UserModel)}.
     */
    public static Optional<OneLoginConfig> resolve(
            KeycloakSession session, AuthenticationSessionModel login, UserModel user) {
        return resolve(
                RealmExecutions.inOrderOf(session, login), new DeviceCredentials(session, login.getRealm(), user));
    }

    /**
     * Returns the first valid settings of the realm. If the user has devices in other OneLogin accounts only, it
     * returns the settings of an execution for such an account, if there is one.
     */
    public static Optional<OneLoginConfig> resolve(KeycloakSession session, RealmModel realm, UserModel user) {
        return resolve(new RealmExecutions(session, realm), new DeviceCredentials(session, realm, user));
    }

    private static Optional<OneLoginConfig> resolve(RealmExecutions executions, DeviceCredentials credentials) {
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
