package dev.mfabridge.onelogin.keycloak.tracing;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.compat.KeycloakTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;

/**
 * {@link Transport} with a span around each request, by OpenTelemetry's conventions for HTTP clients. Ids in the
 * address are redacted, and the query is left out.
 */
record TracedTransport(Transport transport, KeycloakTracing tracing) implements Transport {
    private static final String TRACER = "dev.mfabridge.onelogin";

    @Override
    public TransportResponse send(TransportRequest request) {
        var span = start(request);
        try {
            var response = transport.send(request);
            span.setAttribute("http.response.status_code", response.status());
            if (response.status() >= 400) {
                recordError(span, String.valueOf(response.status()));
            }
            return response;
        } catch (OneLoginException e) {
            // The span gets neither the message nor the cause, since exceptions of HTTP libraries may contain the whole
            // address.
            recordError(span, e.getClass().getName());
            throw e;
        } finally {
            tracing.end();
        }
    }

    private Span start(TransportRequest request) {
        var uri = request.uri();
        return tracing.start(tracing.tracer(TRACER)
                .spanBuilder(request.operation())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", request.method())
                .setAttribute("url.template", request.template())
                .setAttribute("url.full", redacted(request))
                .setAttribute("server.address", uri.getHost())
                .setAttribute("server.port", port(uri)));
    }

    private static String redacted(TransportRequest request) {
        return request.uri()
                .resolve(request.template().replaceAll("\\{[a-z_]+}", "REDACTED"))
                .toString();
    }

    private static long port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static void recordError(Span span, String type) {
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR);
    }
}
