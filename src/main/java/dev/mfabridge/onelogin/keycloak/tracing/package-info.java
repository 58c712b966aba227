/** Spans around the requests to OneLogin, where Keycloak's tracing is on. The one place that knows OpenTelemetry. */
package dev.mfabridge.onelogin.keycloak.tracing;
