/** Demo: the OneLogin simulator and a Keycloak with this extension, to try in a browser. */
package dev.mfabridge.onelogin.demo;
