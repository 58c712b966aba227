/** Check of saved settings: the connection test, its run after each save, and its result in the form. */
package dev.mfabridge.onelogin.keycloak.settingscheck;
