/** Connections of this server to OneLogin: Keycloak's HTTP client, cached access tokens, circuit breakers. */
package dev.mfabridge.onelogin.keycloak.connection;
