/** Spans of the requests to OneLogin, if Keycloak's tracing is enabled. The only package that knows OpenTelemetry. */
package dev.mfabridge.onelogin.keycloak.tracing;
