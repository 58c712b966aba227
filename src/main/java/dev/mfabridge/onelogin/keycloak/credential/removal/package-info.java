/** Removal of devices in OneLogin after their credentials were removed in Keycloak: recorded decisions, carried out later (S10). */
package dev.mfabridge.onelogin.keycloak.credential.removal;
