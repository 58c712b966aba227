/** Lines of the log that are written once. */
package dev.mfabridge.onelogin.keycloak.logging;
