/** Tokens that this extension signs for itself, with the realm's key for internal tokens. */
package dev.mfabridge.onelogin.keycloak.token;
