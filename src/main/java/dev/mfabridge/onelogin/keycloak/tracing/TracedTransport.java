package dev.mfabridge.onelogin.keycloak.tracing;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import org.keycloak.tracing.TracingProvider;

/**
 * A {@link Transport} with a span around each request, by OpenTelemetry's conventions for HTTP clients. What stands for an
 * id in the address is redacted, and the query is left out.
 */
record TracedTransport(Transport transport, TracingProvider tracing) implements Transport {
    private static final String TRACER = "dev.mfabridge.onelogin";

    @Override
    public TransportResponse send(TransportRequest request) {
        var span = start(request);
        try {
            var response = transport.send(request);
            span.setAttribute("http.response.status_code", response.status());
            if (response.status() >= 400) {
                failed(span, String.valueOf(response.status()));
            }
            return response;
        } catch (OneLoginException e) {
            // Neither its message nor its cause: exceptions of HTTP libraries may hold the whole address.
            failed(span, e.getClass().getName());
            throw e;
        } finally {
            tracing.endSpan();
        }
    }

    private Span start(TransportRequest request) {
        var uri = request.uri();
        return tracing.startSpan(tracing.getTracer(TRACER)
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

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR);
    }
}
