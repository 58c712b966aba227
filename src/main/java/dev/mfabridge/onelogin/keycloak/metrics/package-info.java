/** Metrics in Keycloak's Micrometer registry. No other package depends on Micrometer. */
package dev.mfabridge.onelogin.keycloak.metrics;
