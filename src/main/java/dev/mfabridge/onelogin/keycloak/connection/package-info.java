/** Connections of this server to OneLogin: HTTP client, access tokens, limits on calls at once and on time, circuit breakers. */
package dev.mfabridge.onelogin.keycloak.connection;
