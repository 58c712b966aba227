/** Spans of the requests to OneLogin, if Keycloak's tracing is enabled. Only this package knows OpenTelemetry. */
package dev.mfabridge.onelogin.keycloak.tracing;
