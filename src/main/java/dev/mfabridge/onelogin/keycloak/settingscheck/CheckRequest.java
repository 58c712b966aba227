package dev.mfabridge.onelogin.keycloak.settingscheck;

import org.keycloak.events.admin.AuthDetails;

/**
 * Request for a check of saved settings.
 *
 * @param realm the id of the realm
 * @param config the id of the authenticator's configuration
 * @param administrator the administrator who saved the settings, as in the admin event of the save
 */
record CheckRequest(String realm, String config, AuthDetails administrator) {}
