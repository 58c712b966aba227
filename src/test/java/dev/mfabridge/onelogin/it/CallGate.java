package dev.mfabridge.onelogin.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Server between Keycloak and the simulator that holds one kind of call until its node is gone. Each instance has an address of its
 * own, and so access tokens and a circuit breaker of its own.
 */
final class CallGate implements AutoCloseable {

    private final String target;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile Optional<Held> holds = Optional.empty();
    private volatile boolean isReleased;

    /** Part of a call in which the node ends. */
    enum Moment {
        /** OneLogin doesn't get the call. */
        BEFORE("before OneLogin"),
        /** OneLogin has processed the call, and its answer doesn't reach the node. */
        AFTER("after OneLogin");

        private final String label;

        Moment(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Call that is held. */
    private record Held(FaultedCall call, Moment moment) {}

    /** @param target the address of the simulator for this machine */
    CallGate(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Holds every such call from now on. */
    void hold(FaultedCall call, Moment moment) {
        holds = Optional.of(new Held(call, moment));
    }

    /** Waits until so many calls are held. */
    void awaitHeld(int calls) {
        Awaitility.await("held calls of " + holds.orElseThrow()).until(() -> held.get() == calls);
    }

    /** Answers the held calls, and lets all further ones through. */
    void release() {
        isReleased = true;
        open();
    }

    /** Drops the held calls, and lets all further ones through. Call it when the node is gone. */
    void open() {
        holds = Optional.empty();
        gone.countDown();
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.shutdownNow();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var moment = holds.filter(one -> one.call.matches(request, body)).map(Held::moment);
            if (moment.filter(Moment.BEFORE::equals).isPresent()) {
                waitUntilGone();
                return;
            }
            var answer = send(exchange, body);
            if (moment.isPresent()) {
                waitUntilGone();
            }
            if (moment.isEmpty() || isReleased) {
                answer(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitUntilGone() throws InterruptedException {
        held.incrementAndGet();
        gone.await();
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofString(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.matches("(?i)authorization|content-type|accept")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers()
                .firstValue("content-type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        var length = answer.body().length;
        exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer.body());
    }
}
