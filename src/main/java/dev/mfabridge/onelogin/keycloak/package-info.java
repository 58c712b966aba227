/** Adapters between Keycloak's SPIs and the conversation. The only packages that know Keycloak. */
package dev.mfabridge.onelogin.keycloak;
