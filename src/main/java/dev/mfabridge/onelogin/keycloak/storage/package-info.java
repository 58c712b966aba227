/** Keycloak's storage of what the extension knows about a user. */
package dev.mfabridge.onelogin.keycloak.storage;
