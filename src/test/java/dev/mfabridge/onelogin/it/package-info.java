/** Integration tests of the extension on a real Keycloak, with the simulated OneLogin. */
package dev.mfabridge.onelogin.it;
