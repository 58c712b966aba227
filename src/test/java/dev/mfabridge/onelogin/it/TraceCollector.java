package dev.mfabridge.onelogin.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collector of a traced server's spans, at the address in the system property {@code keycloak.traces}. */
final class TraceCollector implements BeforeAllCallback, AfterAllCallback {

    private final List<Traced> spans = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /**
     * Span with the tracer that created it.
     *
     * @param tracer the name of the tracer
     */
    record Traced(String tracer, Span span) {

        /**
         * Returns the value of an attribute.
         *
         * @return empty if the span has no such attribute
         */
        String attribute(String name) {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(name))
                    .map(attribute -> attribute.getValue().hasStringValue()
                            ? attribute.getValue().getStringValue()
                            : String.valueOf(attribute.getValue().getIntValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Returns the spans that have arrived. A server sends them in batches, a few seconds apart. */
    List<Traced> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        var address = URI.create(System.getProperty("keycloak.traces"));
        server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                var body = exchange.getRequestBody()) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream()
                            .map(span -> new Traced(scope.getScope().getName(), span)))
                    // A server that gets no response in time sends a batch again.
                    .filter(traced -> !spans.contains(traced))
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
