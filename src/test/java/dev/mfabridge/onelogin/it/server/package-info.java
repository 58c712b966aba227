/** Keycloak servers on which the integration tests run the packaged extension. */
package dev.mfabridge.onelogin.it.server;
