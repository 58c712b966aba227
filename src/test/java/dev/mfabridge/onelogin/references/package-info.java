/** Comparison of what the extension's classes refer to with what Keycloak's jars declare, without running either. */
package dev.mfabridge.onelogin.references;
