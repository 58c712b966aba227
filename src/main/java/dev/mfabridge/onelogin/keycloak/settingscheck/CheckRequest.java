package dev.mfabridge.onelogin.keycloak.settingscheck;

import org.jboss.logging.Logger;
import org.keycloak.events.admin.AuthDetails;

/**
 * Request for a check of saved settings.
 *
 * @param realm the id of the realm
 * @param config the id of the authenticator's configuration
 * @param administrator the administrator who saved the settings, as in the admin event of the save
 */
record CheckRequest(String realm, String config, AuthDetails administrator) {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    /** Logs that there is no result. The settings are saved, so the administrator sees no failure. */
    void logFailure(Throwable cause) {
        LOG.warnf("OneLogin MFA: the saved settings %s were not checked: %s. Save them again.", config, cause);
        LOG.debug("The check of saved settings failed", cause);
    }
}
