/** What a token says about the factor that was proven: the {@code amr} claim. */
package dev.mfabridge.onelogin.keycloak.amr;
