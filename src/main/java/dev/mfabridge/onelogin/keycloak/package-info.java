/** Adapters between Keycloak's SPIs and the conversation. Only these packages know Keycloak. */
package dev.mfabridge.onelogin.keycloak;
