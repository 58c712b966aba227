package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of the network, from a server that writes the bytes of each test. */
class ApacheTransportTest {
    private static final Duration DEADLINE = Duration.ofMillis(700);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final CountDownLatch end = new CountDownLatch(1);
    private ServerSocket server;
    private CloseableHttpClient client;

    private interface ServerScript {
        void answer(OutputStream out) throws Exception;
    }

    /** Client in place of Keycloak's, which records nothing about a request that fails. */
    private static final class UnrecordedClient extends CloseableHttpClient {
        @Override
        protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
                throws IOException {
            throw new SocketException("Connection reset");
        }

        @Override
        public void close() {}

        @Override
        @Deprecated
        public HttpParams getParams() {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        public ClientConnectionManager getConnectionManager() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = HttpClients.custom()
                .disableAutomaticRetries()
                .setMaxConnPerRoute(1)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        threads.shutdownNow();
        server.close();
        client.close();
    }

    @Test
    @DisplayName("The response contains the status, the body and the two headers in use")
    void responseHasStatusBodyAndHeaders() {
        serve("HTTP/1.1 429 Too Many\r\nContent-Length: 2\r\nRetry-After: 30\r\nX-Request-Id: 5F18-A\r\n\r\n{}");

        var response = send();

        assertThat(response)
                .isEqualTo(
                        new TransportResponse(429, "{}", Optional.of("5F18-A"), Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    @DisplayName("The transport sanitizes a request id for the log")
    void requestIdIsSanitizedForTheLog() {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Request-Id: a b\u001b[31m\r\n\r\n");

        assertThat(send().requestId()).contains("a?b??31m");
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The exception repeats nothing of an answer that is no HTTP (S7)")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{\"access_token\":\"c0ffee\"}\r\n",
                "HTTP/1.1 {\"access_token\":\"c0ffee\"}\r\n\r\n"
            })
    void exceptionRepeatsNothingOfAnswer(String answer) {
        serve(answer);

        var failure = catchThrowable(this::send);

        assertThat(failure).isInstanceOf(OneLoginException.Unreachable.class);
        assertThat(failure).hasStackTraceContaining("the connection failed");
        assertThat(stackTrace(failure)).doesNotContain("c0ffee");
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("The transport follows no redirect")
    void redirectIsNotFollowed() {
        serve("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n");

        assertThat(send().status()).isEqualTo(302);
    }

    @Test
    @DisplayName("A request without an answer ends at the deadline")
    void missingAnswerEndsAtTheDeadline() {
        serve(out -> end.await());

        assertTimedOut();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("An answer that trickles in ends at the deadline")
    void tricklingAnswerEndsAtTheDeadline() {
        serve(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        });

        assertTimedOut();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("The transport rejects an answer above the size limit and doesn't read the rest")
    void answerLargerThanTheLimitIsRejected() {
        serve(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[2 * 1024 * 1024]);
            out.flush();
            end.await();
        });

        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.InvalidResponse.class)
                .hasMessage("GET /test: the answer is larger than 1 MB, which OneLogin never sends");
    }

    @Test
    @DisplayName("A truncated answer is a failure")
    void truncatedAnswerIsAFailure() {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":\"accepted\"}");

        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.Unreachable.class);
    }

    @Test
    @DisplayName("A connection that is closed at once means that OneLogin is unreachable")
    void closedConnectionIsAnUnreachableOneLogin() {
        serve("");

        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.Unreachable.class);
    }

    @Test
    @DisplayName("A server that doesn't listen is unreachable")
    void missingServerIsUnreachable() throws IOException {
        server.close();

        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.Unreachable.class)
                .hasMessageStartingWith("GET /test: the connection failed (HttpHostConnectException: ");
    }

    @Test
    @DisplayName("A closed HTTP client is reported as an unreachable OneLogin")
    void closedHttpClientIsReportedAsUnreachable() throws IOException {
        client.close();

        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.Unreachable.class);
    }

    @Test
    @DisplayName("A request that a closed HTTP client rejects has not been processed")
    void closedHttpClientSendsNothing() throws IOException {
        client.close();

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        OneLoginException.Unreachable.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isFalse());
    }

    @Test
    @DisplayName("A request of a client that records nothing may have been processed")
    void unrecordedRequestMayHaveBeenProcessed() throws IOException {
        client.close();
        client = new UnrecordedClient();

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        OneLoginException.Unreachable.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isTrue());
    }

    @Test
    @DisplayName("The settings of Keycloak's HTTP client stay in force, such as its proxy")
    void settingsOfTheClientStayInForce() throws IOException {
        serve("HTTP/1.1 204 No Content\r\n\r\n");
        var proxy = new HttpHost(server.getInetAddress(), server.getLocalPort());
        client.close();
        client = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom().setProxy(proxy).build())
                .build();
        var request = new TransportRequest(
                "GET /test", "GET", URI.create("http://onelogin.invalid/"), "bearer t1", Optional.empty());

        assertThat(transport().send(request).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("The watch over an exchange ends with the exchange")
    void watchEndsWithTheExchange() {
        serve("HTTP/1.1 204 No Content\r\n\r\n");
        var looks = new ArrayDeque<Runnable>();
        var timer = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
                looks.add(look);
                return null;
            }
        };
        new ApacheTransport(client, new ExchangeWatch(timer), DEADLINE).send(request("GET", Optional.empty()));

        looks.remove().run();

        assertThat(looks).isEmpty();
    }

    @Test
    @DisplayName("A request whose TLS handshake never ends has not been processed")
    void unfinishedHandshakeSendsNothing() {
        serve(out -> end.await());
        var request = new TransportRequest(
                "GET /test",
                "GET",
                URI.create("https://localhost:" + server.getLocalPort()),
                "bearer t1",
                Optional.empty());
        assertThatThrownBy(() -> transport().send(request))
                .isInstanceOfSatisfying(
                        OneLoginException.Unreachable.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isFalse());
    }

    @Test
    @DisplayName("An exhausted connection pool is not an outage of OneLogin")
    void exhaustedPoolIsNoOutage() {
        var taken = new CountDownLatch(1);
        serve(out -> {
            taken.countDown();
            end.await();
        });
        var slow = new ApacheTransport(client, new ExchangeWatch(threads), Duration.ofMinutes(1));
        threads.submit(() -> slow.send(request("GET", Optional.empty())));
        Awaitility.await().until(() -> taken.getCount() == 0);

        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.PoolExhausted.class)
                .hasMessage("GET /test: all connections in Keycloak's connection pool are in use");
    }

    @Test
    @DisplayName("The pool leaks no connection after errors and truncated answers")
    void poolLeaksNoConnection() {
        serve(
                "HTTP/1.1 500 Broken\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(send().status()).isEqualTo(500);
        assertThatThrownBy(this::send).isInstanceOf(OneLoginException.Unreachable.class);
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A request with a body is sent once, even if Keycloak's HTTP client repeats broken requests")
    void requestWithABodyIsNeverRepeated() throws IOException {
        var requests = new AtomicInteger();
        ServerScript breaks = out -> requests.incrementAndGet();
        serve(breaks, breaks, breaks);
        try (var repeating = HttpClients.custom()
                .setRetryHandler(new DefaultHttpRequestRetryHandler(3, true))
                .build()) {
            var transport = new ApacheTransport(repeating, new ExchangeWatch(threads), DEADLINE);

            assertThatThrownBy(() -> transport.send(request("POST", Optional.of("{}"))))
                    .isInstanceOf(OneLoginException.Unreachable.class);
        }
        assertThat(requests).hasValue(1);
    }

    private void assertTimedOut() {
        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.TimedOut.class)
                .hasMessageStartingWith("GET /test: no complete answer within ");
    }

    private TransportResponse send() {
        return transport().send(request("GET", Optional.empty()));
    }

    private ApacheTransport transport() {
        return new ApacheTransport(client, new ExchangeWatch(threads), DEADLINE);
    }

    private TransportRequest request(String method, Optional<String> json) {
        return new TransportRequest(
                method + " /test",
                method,
                URI.create("http://localhost:" + server.getLocalPort() + "/test"),
                "bearer t1",
                json);
    }

    private void serve(String... answers) {
        var scripts = new ServerScript[answers.length];
        for (int i = 0; i < answers.length; i++) {
            var answer = answers[i].getBytes(StandardCharsets.UTF_8);
            scripts[i] = out -> out.write(answer);
        }
        serve(scripts);
    }

    private void serve(ServerScript... scripts) {
        threads.submit(() -> {
            for (var script : scripts) {
                try (Socket socket = server.accept()) {
                    readRequest(socket.getInputStream());
                    script.answer(socket.getOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return null;
        });
    }

    private static void readRequest(InputStream in) throws IOException {
        var seen = new StringBuilder();
        while (!seen.toString().endsWith("\r\n\r\n")) {
            seen.append((char) in.read());
        }
    }
}
