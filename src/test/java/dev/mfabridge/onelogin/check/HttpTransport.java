package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Transport over Java's own HTTP client with the limits of the extension's transport: no redirects, and one deadline for the
 * whole exchange.
 */
final class HttpTransport implements Transport {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Duration deadline;
    private final HttpClient client;

    HttpTransport(Duration deadline) {
        this.deadline = deadline;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline.dividedBy(2))
                .build();
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        var exchange = new FutureTask<>(() -> exchange(request));
        // Java's client has no deadline for a body that trickles in, so the wait ends here and abandons the thread.
        var thread = new Thread(exchange, "onelogin-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new OneLoginException.TimedOut(
                    request.operation() + ": no complete answer within " + deadline.toSeconds() + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new OneLoginException.TimedOut(request.operation() + ": interrupted");
        } catch (ExecutionException e) {
            throw failure(request, e.getCause());
        }
    }

    private TransportResponse exchange(TransportRequest request) throws IOException, InterruptedException {
        var body = request.json().map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody());
        var http = HttpRequest.newBuilder(request.uri())
                .method(request.method(), body)
                .header("Authorization", request.authorization())
                .header("Accept", "application/json");
        if (request.json().isPresent()) {
            http.header("Content-Type", "application/json; charset=UTF-8");
        }
        var response = client.send(http.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var content = response.body()) {
            var bytes = content.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw new OneLoginException.InvalidResponse(
                        request.operation() + ": the answer is larger than 1 MB, which OneLogin never sends");
            }
            return new TransportResponse(
                    response.statusCode(),
                    new String(bytes, StandardCharsets.UTF_8),
                    header(response, "X-Request-Id").map(id -> id.replaceAll("[^A-Za-z0-9._-]", "?")),
                    header(response, "Retry-After")
                            .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
        }
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }

    /** Returns the exception of a failure. The cause's message names the host, so only the cause's class is in the report. */
    private static OneLoginException failure(TransportRequest request, Throwable cause) {
        if (cause instanceof OneLoginException known) {
            return known;
        }
        var sentence = request.operation() + ": the connection failed ("
                + cause.getClass().getSimpleName() + ")";
        var hadNoConnection = cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
        return hadNoConnection
                ? OneLoginException.Unreachable.notProcessed(sentence, cause)
                : new OneLoginException.Unreachable(sentence, cause);
    }
}
