package dev.mfabridge.onelogin.keycloak.user;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The settings for what is done about one user outside a flow, which has none of its own. */
public final class UserSettingsResolver {
    private UserSettingsResolver() {}

    /**
     * @return the realm's first that are valid; where the user has devices in other OneLogin accounts alone, those of a step that
     *     asks such a one, if there is any
     */
    public static Optional<OneLoginConfig> resolve(KeycloakSession session, RealmModel realm, UserModel user) {
        var settings = new RealmExecutions(session, realm);
        var credentials = new DeviceCredentials(session, realm, user);
        return settings.first().map(first -> {
            var account = first.account().baseUrl();
            return credentials
                    .otherAccount(account)
                    .filter(other -> credentials.devicesIn(account).isEmpty())
                    .flatMap(settings::forAccount)
                    .orElse(first);
        });
    }
}
