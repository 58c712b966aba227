/** Measurement: what the extension adds to Keycloak's start, memory and size. */
package dev.mfabridge.onelogin.bench.weight;
