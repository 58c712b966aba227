/** The step {@code onelogin-mfa} of an authentication flow. */
package dev.mfabridge.onelogin.keycloak.authenticator;
