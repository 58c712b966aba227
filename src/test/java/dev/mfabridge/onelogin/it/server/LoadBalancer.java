package dev.mfabridge.onelogin.it.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Load balancer that sends each request of a connection to another node than the one before, or as a test says. A browser of the tests keeps
 * its connection. So each form of a login arrives at another node than the page, even if many users sign in at the same
 * time. That is the worst case for what only one node knows.
 *
 * <p>It keeps the browser's {@code Host}, so that Keycloak's links lead back to it. The JDK's client sends that header
 * only with {@code -Djdk.httpclient.allowRestrictedHeaders=host}.
 */
final class LoadBalancer implements AutoCloseable {

    /** Headers of one connection (RFC 9110, section 7.6.1), and those that the JDK's client and server write themselves. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection", "keep-alive", "transfer-encoding", "upgrade", "content-length", "expect", "http2-settings");

    private static final int BAD_GATEWAY = 502;

    private final List<String> nodes;
    private final NodeRoute route;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(LoadBalancer::daemon);
    private HttpServer server;

    /** @param nodes the base URLs of the nodes */
    LoadBalancer(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
        route = new NodeRoute(nodes.size());
    }

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new ServerFailedException("The load balancer can't start", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    String baseUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                respond(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks the chosen node, or the next one if the node can't have got the request or a repetition does no harm. */
    private void respond(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        var chosen = route.choose(exchange.getRemoteAddress(), path);
        for (var attempt = 0; attempt < nodes.size(); attempt++) {
            var number = (chosen + attempt) % nodes.size();
            try {
                var response = client.send(request(exchange, nodes.get(number), body), BodyHandlers.ofByteArray());
                route.answered(number, path);
                respond(exchange, response);
                return;
            } catch (ConnectException e) {
                // Nothing listens at the node.
            } catch (IOException e) {
                if (!"GET".equals(exchange.getRequestMethod())) {
                    break;
                }
            }
        }
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
    }

    private static HttpRequest request(HttpExchange exchange, String node, byte[] body) {
        var builder = HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isOfConnection(name)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    private static void respond(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!isOfConnection(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        var body = response.body();
        var hasBody = body.length > 0 && !"HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(response.statusCode(), hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }

    NodeRoute route() {
        return route;
    }

    private static boolean isOfConnection(String header) {
        return OF_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "load balancer");
        thread.setDaemon(true);
        return thread;
    }
}
