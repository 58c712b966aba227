/** Removal of everything that this extension has stored in a realm, before the extension is uninstalled. */
package dev.mfabridge.onelogin.keycloak.uninstall;
