/** Settings of executions, as Keycloak stores them and as typed values, and the flows that they are part of. */
package dev.mfabridge.onelogin.keycloak.settings;
