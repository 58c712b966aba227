/** Thin adapters between Keycloak's SPIs and the conversation, one package per SPI. The one place that knows Keycloak. */
package dev.mfabridge.onelogin.keycloak;
