/** What is counted and timed, in Keycloak's Micrometer registry. The one place that knows Micrometer. */
package dev.mfabridge.onelogin.keycloak.metrics;
