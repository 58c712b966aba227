/** Search for the secrets of a run in everything that leaves Keycloak (S7, S9). */
package dev.mfabridge.onelogin.it.secrets;
