package dev.mfabridge.onelogin.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Server between Keycloak and the simulator, at which one call of OneLogin's API meets a fault. Each instance has an address of
 * its own, and so access tokens, a circuit breaker and a rate limit of its own.
 */
final class FaultyProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\" *: *\"([^\"]+)\"");
    /** First byte of a TLS handshake. */
    private static final int HANDSHAKE = 0x16;

    private final String target;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger faults = new AtomicInteger();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final FaultyPort port = new FaultyPort(this::serve);
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
    }

    /** Returns the base URL for a fault, which an unknown host or a failing handshake decides. */
    String baseUrl(Optional<CallFault> fault) {
        if (fault.filter(CallFault.UNKNOWN_HOST::equals).isPresent()) {
            return "https://nowhere.invalid";
        }
        var scheme = fault.filter(CallFault.TLS_FAILURE::equals).isPresent() ? "https" : "http";
        return scheme + "://127.0.0.1:" + port.number();
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
    synchronized void stopFaults() {
        var isDisconnected = broken.filter(one -> one.fault.isWithoutConnection() && !one.fault.isOnlyAtFirstCall())
                .isPresent();
        broken = Optional.empty();
        if (isDisconnected) {
            port.accept();
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
    public void close() {
        port.close();
    }

    private void disconnect(CallFault fault) {
        faults.incrementAndGet();
        if (fault == CallFault.CONNECTION_REFUSED) {
            port.refuse();
        } else if (fault == CallFault.CONNECT_HANG) {
            port.ignore();
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        var input = socket.getInputStream();
        var head = head(input);
        if (!head.isEmpty()) {
            var length = LENGTH.matcher(head);
            var body = input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            answer(socket, head.lines().toList(), new String(body, StandardCharsets.UTF_8));
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

    /** Reads the request until its body. It is empty if the client closes the connection or begins a handshake. */
    private static String head(InputStream input) throws IOException {
        var head = new ByteArrayOutputStream();
        for (var next = input.read(); next >= 0 && next != HANDSHAKE; next = input.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.US_ASCII);
            }
        }
        return "";
    }
}
