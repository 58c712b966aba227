package dev.mfabridge.onelogin.keycloak.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.compat.KeycloakTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.tracing.NoopTracingProvider;

/** Spans of requests to OneLogin. */
class TracedTransportTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}",
            "PUT",
            URI.create("https://example.onelogin.com/api/2/mfa/users/71002/verifications/6f2c?email=ann@example.com"),
            "bearer secret-token",
            Optional.of("{\"otp\":\"123456\"}"));

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @Test
    @DisplayName("A request is a span by OpenTelemetry's conventions for HTTP clients")
    void requestIsASpanByTheConventionsOfOpenTelemetry() {
        send(request -> reply(200));

        assertThat(span().getName()).isEqualTo(REQUEST.operation());
        assertThat(span().getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes())
                .isEqualTo(Map.of(
                        "http.request.method",
                        "PUT",
                        "http.response.status_code",
                        200L,
                        "server.address",
                        "example.onelogin.com",
                        "server.port",
                        443L,
                        "url.full",
                        "https://example.onelogin.com/api/2/mfa/users/REDACTED/verifications/REDACTED",
                        "url.template",
                        "/api/2/mfa/users/{user_id}/verifications/{verification_id}"));
    }

    @Test
    @DisplayName("The span is current only during the request")
    void spanIsCurrentOnlyDuringTheRequest() {
        send(request -> {
            assertThat(Span.current().getSpanContext().isValid()).isTrue();
            return reply(200);
        });

        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    @DisplayName("A rejection is an error with its HTTP status as the type")
    void rejectionIsAnErrorWithItsStatus() {
        send(request -> reply(401));

        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes()).containsEntry("error.type", "401").containsEntry("http.response.status_code", 401L);
    }

    @Test
    @DisplayName("A failure is an error with its type, and the span contains nothing of its message (S7)")
    void failureIsAnErrorWithoutItsMessage() {
        var failure = new OneLoginException.Unreachable(
                "the connection failed", new IOException("GET " + REQUEST.uri() + " bearer secret-token"));

        assertThatThrownBy(() -> send(request -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes()).containsEntry("error.type", OneLoginException.Unreachable.class.getName());
        assertThat(span().getEvents()).isEmpty();
        assertThat(span().toString()).doesNotContain("secret-token", "71002", "6f2c", "ann@example.com");
    }

    private void send(Transport transport) {
        new TracedTransport(transport, new KeycloakTracing.ProviderSince26_1(new ToExporter(exporter))).send(REQUEST);
    }

    private static TransportResponse reply(int status) {
        return new TransportResponse(status, "{}", Optional.empty(), Optional.empty());
    }

    private SpanData span() {
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        return exporter.getFinishedSpanItems().get(0);
    }

    private Map<String, Object> attributes() {
        return span().getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    /** Tracing provider that exports to memory, as Keycloak's own {@code OTelTracingProvider} does. */
    private static final class ToExporter extends NoopTracingProvider {
        private final SdkTracerProvider tracers;
        private final Deque<Scope> scopes = new ArrayDeque<>();

        ToExporter(InMemorySpanExporter exporter) {
            tracers = SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build();
        }

        @Override
        public Tracer getTracer(String name, String version) {
            return tracers.get(name, version);
        }

        @Override
        public Span startSpan(SpanBuilder builder) {
            var span = builder.startSpan();
            scopes.push(span.makeCurrent());
            return span;
        }

        @Override
        public void endSpan() {
            Span.current().end();
            scopes.pop().close();
        }
    }
}
