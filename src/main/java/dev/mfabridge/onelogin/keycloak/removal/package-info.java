/** Removal of devices in OneLogin: what was decided when a credential was removed in Keycloak, and what became of it. */
package dev.mfabridge.onelogin.keycloak.removal;
