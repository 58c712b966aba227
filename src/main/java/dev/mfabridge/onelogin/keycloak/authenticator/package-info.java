/** Authenticator {@code onelogin-mfa} of browser flows and direct grant flows. */
package dev.mfabridge.onelogin.keycloak.authenticator;
