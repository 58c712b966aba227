/** A simulated OneLogin and a Keycloak with this extension, side by side, to be tried in a browser. */
package dev.mfabridge.onelogin.demo;
