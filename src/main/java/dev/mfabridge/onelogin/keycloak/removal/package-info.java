/** Devices whose credential was removed in Keycloak, by whomever: they are removed in OneLogin too. */
package dev.mfabridge.onelogin.keycloak.removal;
