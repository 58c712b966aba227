package dev.mfabridge.onelogin.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Server between Keycloak and the simulator, at which one call of OneLogin's API meets a fault. Each instance has an address of
 * its own, and so access tokens, a circuit breaker and a rate limit of its own.
 */
final class FaultyProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\" *: *\"([^\"]+)\"");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** Ports until now, since a server remembers access tokens and failures by the address. */
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    private final String target;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "faulty proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger faults = new AtomicInteger();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<Socket> fillers = new ArrayList<>();
    private final int port;
    private ServerSocket server;
    private volatile Optional<Broken> broken = Optional.empty();

    /** Call that meets a fault. */
    private record Broken(FaultedCall call, CallFault fault) {}

    /**
     * Starts the server.
     *
     * @param target the address of the simulator for this machine
     * @param secret a text in the errors
     */
    FaultyProxy(String target, String secret) {
        this.target = target;
        this.secret = secret;
        server = open(0, 50);
        while (!PORTS.add(server.getLocalPort())) {
            closeServer();
            server = open(0, 50);
        }
        port = server.getLocalPort();
        start();
    }

    /** Returns the base URL for a fault, which an unknown host or a failing handshake decides. */
    String baseUrl(Optional<CallFault> fault) {
        if (fault.filter(CallFault.UNKNOWN_HOST::equals).isPresent()) {
            return "https://nowhere.invalid";
        }
        var scheme = fault.filter(CallFault.TLS_FAILURE::equals).isPresent() ? "https" : "http";
        return scheme + "://127.0.0.1:" + port;
    }

    /**
     * Breaks the call from now on.
     *
     * @param isNext whether the next call is the one, since the calls before it were made
     */
    synchronized void breaks(FaultedCall call, CallFault fault, boolean isNext) {
        faults.set(0);
        broken = Optional.of(new Broken(call, fault));
        if (fault.isWithoutConnection() && (isNext || call.predecessor().isEmpty())) {
            disconnect(fault);
        }
    }

    /** Breaks no further call. */
    synchronized void mend() {
        var isDisconnected = broken.filter(one -> one.fault.isWithoutConnection() && !one.fault.isOnlyAtFirstCall())
                .isPresent();
        broken = Optional.empty();
        if (isDisconnected) {
            closeServer();
            server = open(port, 50);
            start();
        }
    }

    /** Returns the number of calls that met the fault. A fault without a connection is met once. */
    int faults() {
        return faults.get();
    }

    /** Returns the access tokens that the simulator issued. */
    List<String> tokens() {
        return tokens;
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        closeServer();
    }

    private void start() {
        var listening = server;
        threads.execute(() -> accept(listening));
    }

    /** Opens the port. A thread that accepts connections keeps a closed port in use for some milliseconds. */
    private static ServerSocket open(int port, int backlog) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> new ServerSocket(port, backlog, HERE), Objects::nonNull);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Refuses connections, or leaves them without an answer. */
    private void disconnect(CallFault fault) {
        faults.incrementAndGet();
        if (fault.isOnlyAtFirstCall()) {
            return;
        }
        closeServer();
        if (fault == CallFault.CONNECT_HANG) {
            server = open(port, 1);
            fillQueue();
        }
    }

    /** Fills the queue of connections, since the kernel drops the packets of further clients then. */
    private void fillQueue() {
        for (var filler = 0; filler < 4; filler++) {
            var socket = new Socket();
            fillers.add(socket);
            try {
                socket.connect(new InetSocketAddress(HERE, port), 200);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void closeServer() {
        try {
            server.close();
            for (var filler : fillers) {
                filler.close();
            }
            fillers.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var input = socket.getInputStream();
            var head = head(input);
            if (head.startsWith("GET ") || head.startsWith("P") || head.startsWith("DELETE ")) {
                var length = LENGTH.matcher(head);
                var body = input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                answer(socket, head.lines().toList(), new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            // Keycloak has closed the connection, or the test has ended.
        }
    }

    private void answer(Socket socket, List<String> head, String body) throws IOException, InterruptedException {
        var call = head.get(0).split(" ");
        var request = call[0] + " " + call[1];
        synchronized (this) {
            broken.filter(one -> one.fault.isWithoutConnection())
                    .flatMap(one -> one.call
                            .predecessor()
                            .filter(before -> before.matches(request, body))
                            .map(before -> one.fault))
                    .ifPresent(this::disconnect);
        }
        var met = metFault(request, body);
        var address = target + call[1];
        if (met.filter(one -> !one.fault.isProcessed(one.call)).isPresent()) {
            met.get().fault.send(new FaultyAnswer(socket, address, 200, "", secret));
            return;
        }
        var real = send(call[0], address, head, body);
        var answer = new FaultyAnswer(socket, address, real.statusCode(), real.body(), secret);
        if (met.isPresent()) {
            met.get().fault.send(answer);
        } else {
            answer.trueAnswer();
        }
    }

    private synchronized Optional<Broken> metFault(String request, String body) {
        if (faults() > 0
                && broken.filter(one -> one.fault.isOfOldToken()).isPresent()
                && FaultedCall.TOKEN.matches(request, body)) {
            broken = Optional.empty();
        }
        var met = broken.filter(one -> one.call.matches(request, body) || faults() > 0 && one.fault.isFromThenOn())
                .filter(one -> !one.fault.isWithoutConnection());
        met.ifPresent(one -> faults.incrementAndGet());
        return met;
    }

    private HttpResponse<String> send(String method, String address, List<String> head, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address)).method(method, HttpRequest.BodyPublishers.ofString(body));
        head.stream()
                .filter(line -> line.matches("(?i)(authorization|content-type|accept):.*"))
                .forEach(line -> request.header(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        var real = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        TOKEN.matcher(real.body()).results().forEach(token -> tokens.add(token.group(1)));
        return real;
    }

    private static String head(InputStream input) throws IOException {
        var head = new ByteArrayOutputStream();
        for (var next = input.read(); next >= 0; next = input.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}
