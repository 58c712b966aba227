package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import java.util.Optional;

/** The settings of the required action, which has none of its own. */
public final class EnrolmentSettings {
    private EnrolmentSettings() {}

    /** @return those of a step that asks the OneLogin account in which the person has devices, else those of any */
    public static Optional<Settings> of(Login login) {
        var settings = new RealmSettings(login.session(), login.realm());
        return new Enrolments(login.session(), login.realm(), login.user())
                .account()
                .flatMap(settings::asking)
                .or(settings::any);
    }
}
