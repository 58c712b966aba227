/** Check of a realm: ways to a session without the factor, executions that Keycloak never runs, mistakes in the settings. */
package dev.mfabridge.onelogin.keycloak.realmcheck;
