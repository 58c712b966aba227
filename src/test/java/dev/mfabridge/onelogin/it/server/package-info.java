/** A real Keycloak to try the packaged extension on, wherever it runs. */
package dev.mfabridge.onelogin.it.server;
