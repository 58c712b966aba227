/** Remembered browsers, in which the factor is not required for a while. */
package dev.mfabridge.onelogin.keycloak.remember;
