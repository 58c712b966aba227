/** Metrics in Keycloak's Micrometer registry. The only package that knows Micrometer. */
package dev.mfabridge.onelogin.keycloak.metrics;
