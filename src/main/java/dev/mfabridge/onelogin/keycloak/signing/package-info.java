/** What this extension signs for itself with the realm's key for internal tokens, to know it again as its own. */
package dev.mfabridge.onelogin.keycloak.signing;
