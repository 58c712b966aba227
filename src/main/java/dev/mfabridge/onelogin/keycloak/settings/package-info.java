/** What an admin fills in on the execution, as Keycloak stores it and as typed values. */
package dev.mfabridge.onelogin.keycloak.settings;
