package dev.mfabridge.onelogin.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Limits of the check's transport. */
class HttpTransportTest {
    private final HttpTransport transport = new HttpTransport(Duration.ofMillis(700));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("A body that trickles in ends at the deadline")
    void tricklingBodyEndsAtTheDeadline() {
        answering(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            for (var bytes = 0; bytes < 100; bytes++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                pause();
            }
        });

        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.TimedOut.class);
    }

    @Test
    @DisplayName("The transport follows no redirect, because the credential would go along")
    void redirectIsNotFollowed() {
        answering(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/elsewhere") ? 200 : 307, -1);
            exchange.close();
        });

        assertThat(send().status()).isEqualTo(307);
    }

    @Test
    @DisplayName("The transport stops reading an answer that is larger than any of OneLogin's")
    void largeAnswerIsNotReadToItsEnd() {
        answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[2 * 1024 * 1024]);
            exchange.close();
        });

        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @Test
    @DisplayName("The request has the credential and the body, and the response has the request's id")
    void requestHasTheCredentialAndTheBody() {
        answering(exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes());
            var seen = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body;
            exchange.getResponseHeaders().add("X-Request-Id", "ABC{}");
            exchange.sendResponseHeaders(200, seen.length());
            exchange.getResponseBody().write(seen.getBytes());
            exchange.close();
        });

        var response = send();

        assertThat(response.body()).isEqualTo("POST bearer t {}");
        assertThat(response.requestId()).contains("ABC??");
    }

    @Test
    @DisplayName("The transport distinguishes an unreachable server from a missing answer and names no address")
    void unreachableServerDiffersFromAMissingAnswer() {
        server.stop(0);

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        OneLoginException.Unreachable.class,
                        failure -> assertThat(failure.mayHaveBeenProcessed()).isFalse())
                .hasMessageNotContaining("localhost");
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void answering(Handler handler) {
        server.createContext("/", handler::handle);
    }

    private TransportResponse send() {
        return transport.send(new TransportRequest(
                "POST /x",
                "POST",
                URI.create("http://localhost:" + server.getAddress().getPort() + "/x"),
                "bearer t",
                Optional.of("{}")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
