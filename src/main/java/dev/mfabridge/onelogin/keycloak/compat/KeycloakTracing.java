package dev.mfabridge.onelogin.keycloak.compat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/** Keycloak's tracing, which 26.0 has for no extension. */
public interface KeycloakTracing {

    /** Returns the tracing of a session, or empty if tracing is off. */
    static Optional<KeycloakTracing> of(KeycloakSession session) {
        return KeycloakVersion.running().isSince(26, 1) ? ProviderSince26_1.find(session) : Optional.empty();
    }

    Tracer tracer(String name);

    Span start(SpanBuilder span);

    void end();

    /** Tracing of a newer Keycloak. */
    record ProviderSince26_1(TracingProvider tracing) implements KeycloakTracing {

        static Optional<KeycloakTracing> find(KeycloakSession session) {
            return Optional.ofNullable(session.getProvider(TracingProvider.class))
                    .filter(tracing -> !(tracing instanceof NoopTracingProvider))
                    .map(ProviderSince26_1::new);
        }

        @Override
        public Tracer tracer(String name) {
            return tracing.getTracer(name);
        }

        @Override
        public Span start(SpanBuilder span) {
            return tracing.startSpan(span);
        }

        @Override
        public void end() {
            tracing.endSpan();
        }
    }
}
