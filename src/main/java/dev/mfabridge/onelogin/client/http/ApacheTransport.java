package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.protocol.HttpCoreContext;

/**
 * {@link Transport} over an Apache HTTP client that belongs to somebody else: it is never closed here, and its own
 * settings (proxy, truststore, pool) stay in force.
 */
public final class ApacheTransport implements Transport {
    private static final int LARGEST_BODY = 1024 * 1024;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final Duration deadline;

    /**
     * @param client the client to send with
     * @param timer aborts requests at their deadline
     * @param deadline the time for the whole exchange, from waiting for a connection to the last byte of the body
     */
    public ApacheTransport(CloseableHttpClient client, ScheduledExecutorService timer, Duration deadline) {
        this.client = client;
        this.timer = timer;
        this.deadline = deadline;
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        var http = build(request);
        var timedOut = new AtomicBoolean();
        // A socket timeout starts anew with each byte, so a trickling answer would hold the thread for ever.
        var abort = timer.schedule(
                () -> {
                    timedOut.set(true);
                    http.abort();
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        var context = HttpClientContext.create();
        try (CloseableHttpResponse response = client.execute(http, context)) {
            return read(request, http, response);
        } catch (OneLoginException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // An exception of the HTTP library that escaped from here would become Keycloak's answer to the browser.
            throw failure(request, e, timedOut.get(), mayHaveBegun(context));
        } finally {
            abort.cancel(false);
        }
    }

    private HttpUriRequest build(TransportRequest request) {
        var inherited = client instanceof Configurable configurable ? configurable.getConfig() : RequestConfig.DEFAULT;
        int millis = (int) deadline.toMillis();
        var builder = RequestBuilder.create(request.method())
                .setUri(request.uri())
                .setConfig(RequestConfig.copy(inherited)
                        .setConnectTimeout(shorter(inherited.getConnectTimeout(), millis))
                        .setConnectionRequestTimeout(shorter(inherited.getConnectionRequestTimeout(), millis))
                        .setSocketTimeout(millis)
                        .setRedirectsEnabled(false)
                        .build())
                .setHeader("Authorization", request.authorization())
                .setHeader("Accept", "application/json");
        request.json().ifPresent(json -> builder.setEntity(once(json)));
        return builder.build();
    }

    /** What comes before the request ends before the deadline does, so that it is known that nothing was sent. */
    private static int shorter(int set, int deadline) {
        int longest = deadline / 2;
        return set > 0 ? Math.min(set, longest) : longest;
    }

    /** Keycloak can be set to repeat requests that broke. One with this body isn't: it may have sent a message or used a code. */
    private static HttpEntity once(String json) {
        return new HttpEntityWrapper(new StringEntity(json, ContentType.APPLICATION_JSON)) {
            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
    }

    private static TransportResponse read(TransportRequest request, HttpUriRequest http, CloseableHttpResponse response)
            throws IOException {
        return new TransportResponse(
                response.getStatusLine().getStatusCode(),
                body(request, http, response),
                header(response, "X-Request-Id").map(id -> id.replaceAll("[^A-Za-z0-9._-]", "?")),
                header(response, "Retry-After")
                        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
    }

    private static String body(TransportRequest request, HttpUriRequest http, CloseableHttpResponse response)
            throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (var content = response.getEntity().getContent()) {
            var bytes = content.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                // Closing the stream would read the rest of it first.
                http.abort();
                throw new OneLoginException.InvalidResponse(
                        request.operation() + ": the answer is larger than 1 MB, which OneLogin never sends");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> header(HttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** A client that somebody put in the place of Keycloak's may take no note of what it does. */
    private static boolean mayHaveBegun(HttpClientContext context) {
        return context.getAttribute(HttpCoreContext.HTTP_REQ_SENT) != null
                || context.getAttribute(HttpClientContext.REQUEST_CONFIG) == null;
    }

    /** @param begun whether something of the request may have been written */
    private OneLoginException failure(TransportRequest request, Exception cause, boolean timedOut, boolean begun) {
        if (cause instanceof ConnectionPoolTimeoutException) {
            return new OneLoginException.PoolExhausted(
                    request.operation() + ": all connections in Keycloak's connection pool are in use");
        }
        var sentence = request.operation() + ": the connection failed (" + describe(cause) + ")";
        if (!begun || hadNoConnection(cause)) {
            return OneLoginException.Unreachable.notProcessed(sentence, cause);
        }
        if (timedOut || cause instanceof InterruptedIOException) {
            return new OneLoginException.TimedOut(
                    request.operation() + ": no complete answer within " + deadline.toSeconds() + " s");
        }
        return new OneLoginException.Unreachable(sentence, cause);
    }

    private static boolean hadNoConnection(Exception cause) {
        return cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
    }

    private static String describe(Exception cause) {
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null
                ? name
                : name + ": " + cause.getMessage().replaceAll("\\p{Cntrl}", " ");
    }
}
