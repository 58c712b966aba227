/** Protocol mapper for the {@code amr} claim: the method that was proven. */
package dev.mfabridge.onelogin.keycloak.protocolmapper;
