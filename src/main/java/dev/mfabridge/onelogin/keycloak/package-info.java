/** Thin adapters between Keycloak's SPIs and the conversation, packages named by what they hold. The one place that knows Keycloak. */
package dev.mfabridge.onelogin.keycloak;
