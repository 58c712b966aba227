package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPOutputStream;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without an end, which must end the request and not the server. */
class AnswerLimitTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Memory that one answer may take, including what arrives between two looks of the timer. */
    private static final long MOST_ALLOCATED = 128L << 20;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    private ServerSocket server;
    private CloseableHttpClient client;

    /** Part of an answer that repeats without an end. */
    enum EndlessPart {
        STATUS_LINE("HTTP/1.1 200 ", "a"),
        GARBAGE_BEFORE_THE_ANSWER("", "a\r\n"),
        HEADER("HTTP/1.1 200 OK\r\nX: ", "a"),
        FOLDED_HEADER("HTTP/1.1 200 OK\r\nX: a\r\n", " a\r\n"),
        HEADERS("HTTP/1.1 200 OK\r\n", "A: b\r\n"),
        HEADERS_OF_AN_ERROR("HTTP/1.1 401 No\r\n", "WWW-Authenticate: Basic realm=a\r\n"),
        INTERIM_ANSWERS("", "HTTP/1.1 102 Processing\r\n\r\n"),
        CHUNK_SIZE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"),
        CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=", "a"),
        TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "A: b\r\n");

        private final String start;
        private final String repeated;

        EndlessPart(String start, String repeated) {
            this.start = start;
            this.repeated = repeated;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = HttpClients.custom().disableAutomaticRetries().build();
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        server.close();
        client.close();
    }

    @ParameterizedTest
    @Timeout(30)
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("An endless part of an answer ends the request with bounded memory")
    @EnumSource(EndlessPart.class)
    void endlessPartEndsTheRequest(EndlessPart part) {
        serve(bytes(part.start), bytes(part.repeated.repeat(8192 / part.repeated.length())));

        var allocated = allocatedBytes(() -> assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.InvalidResponse.class)
                .hasMessage("GET /test: the answer has more than 128 kB outside its body, which OneLogin never sends"));

        assertThat(allocated).isLessThan(MOST_ALLOCATED);
    }

    @Test
    @Timeout(30)
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("An endless body ends the request with bounded memory")
    void endlessBodyEndsTheRequest() {
        serve(bytes("HTTP/1.1 200 OK\r\n\r\n"), bytes(" ".repeat(8192)));

        assertThat(allocatedBytes(this::assertTooLarge)).isLessThan(MOST_ALLOCATED);
    }

    @Test
    @Timeout(30)
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("A small body that unpacks to gigabytes ends the request with bounded memory")
    void compressedBodyEndsTheRequest() throws IOException {
        var packed = gzip(new byte[100 << 20]);
        serve(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), packed);

        assertThat(allocatedBytes(this::assertTooLarge)).isLessThan(MOST_ALLOCATED);
    }

    @ParameterizedTest
    @Timeout(30)
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("An answer that is packed without a request for it is never unpacked, so it ends the request at once")
    @ValueSource(strings = {"gzip", "x-gzip", "gzip, gzip", "gzip, gzip, gzip", "deflate"})
    void packedAnswerIsNotUnpacked(String encoding) throws IOException {
        var packed = repeat(gzip(new byte[0]), 50_000);
        for (int layer = 1; layer < encoding.split(",").length; layer++) {
            packed = gzip(repeat(packed, 100));
        }
        serve(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\n\r\n"), packed);

        assertThat(allocatedBytes(this::assertTooLarge)).isLessThan(MOST_ALLOCATED);
    }

    @Test
    @DisplayName("A long answer within the limits is read as a whole, also over a connection that was used before")
    void longAnswerWithinTheLimitsIsRead() {
        var body = "x".repeat(1024 * 1024);
        var answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n" + "A: b\r\n".repeat(1000) + "\r\n";

        threads.submit(() -> {
            try (var socket = server.accept()) {
                for (int i = 0; i < 2; i++) {
                    socket.getInputStream().read(new byte[8192]);
                    socket.getOutputStream().write(bytes(answer + body));
                }
            }
            return null;
        });

        assertThat(send().body()).hasSameSizeAs(body);
        assertThat(send().body()).hasSameSizeAs(body);
    }

    private void assertTooLarge() {
        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.InvalidResponse.class)
                .hasMessage("GET /test: the answer is larger than 1 MB, which OneLogin never sends");
    }

    private TransportResponse send() {
        return new ApacheTransport(client, new ExchangeWatch(threads), DEADLINE)
                .send(new TransportRequest(
                        "GET /test",
                        "GET",
                        URI.create("http://localhost:" + server.getLocalPort() + "/test"),
                        "bearer t1",
                        Optional.empty()));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] repeat(byte[] part, int times) throws IOException {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.write(part);
        }
        return all.toByteArray();
    }

    /** Returns the bytes that this thread allocates during an action. */
    private static long allocatedBytes(Runnable action) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void serve(byte[] start, byte[] repeated) {
        threads.submit(() -> {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[8192]);
                socket.getOutputStream().write(start);
                while (!threads.isShutdown()) {
                    socket.getOutputStream().write(repeated);
                }
            }
            return null;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
