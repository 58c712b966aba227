/** Browsers that a person asked to be remembered in, so that the factor is not asked for there for a while. */
package dev.mfabridge.onelogin.keycloak.remember;
