/** Parts of log lines that several packages share. */
package dev.mfabridge.onelogin.keycloak.logging;
