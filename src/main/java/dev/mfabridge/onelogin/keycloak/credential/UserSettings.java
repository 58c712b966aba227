package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The settings for what is done about one user outside a flow, which has none of its own. */
public final class UserSettings {
    private UserSettings() {}

    /**
     * @return the realm's first that are valid; where the user has devices in other OneLogin accounts alone, those of a step that
     *     asks such a one, if there is any
     */
    public static Optional<Settings> of(KeycloakSession session, RealmModel realm, UserModel user) {
        var settings = new RealmSettings(session, realm);
        var enrolments = new Enrolments(session, realm, user);
        return settings.any().map(first -> {
            var account = first.account().baseUrl();
            return enrolments
                    .accountOtherThan(account)
                    .filter(other -> enrolments.devicesIn(account).isEmpty())
                    .flatMap(settings::asking)
                    .orElse(first);
        });
    }
}
