package dev.mfabridge.onelogin.keycloak.compat;

import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;

/** Content of Keycloak's admin events. */
public final class AdminEvents {
    private static final boolean IS_FIRST_CONFIGURATION_OF_ITS_OWN_TYPE =
            KeycloakVersion.running().isSince(26, 1);

    private AdminEvents() {}

    /** Returns whether the event can be about settings of an execution. Keycloak 26.0 reports the first ones as an execution. */
    public static boolean canBeOfSettings(AdminEvent event) {
        return event.getResourceType() == ResourceType.AUTHENTICATOR_CONFIG
                || !IS_FIRST_CONFIGURATION_OF_ITS_OWN_TYPE && event.getResourceType() == ResourceType.AUTH_EXECUTION;
    }

    /** Returns the type of the credential that the event is about, or empty if Keycloak doesn't tell, as up to 26.6. */
    public static Optional<String> credentialType(AdminEvent event) {
        return Optional.ofNullable(event.getDetails()).map(details -> details.get(Details.CREDENTIAL_TYPE));
    }
}
