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

/** Whom a traced server tells of its spans, at the address in the system property {@code keycloak.traces}. */
final class TraceCollector implements BeforeAllCallback, AfterAllCallback {

    private final List<Traced> spans = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** @param tracer who made the span */
    record Traced(String tracer, Span span) {

        /** @return empty when it has no such attribute */
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

    /** What came in so far; a server sends in batches, a few seconds apart. */
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
                    // A server that got no answer in time sends a batch again.
                    .filter(traced -> !spans.contains(traced))
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
