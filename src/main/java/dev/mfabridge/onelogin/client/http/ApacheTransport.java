package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.VisibleText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpEntity;
import org.apache.http.NoHttpResponseException;
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
 * {@link Transport} over an Apache HTTP client that Keycloak owns. The client is never closed here, and its own
 * settings (proxy, truststore, pool) stay in force.
 */
public final class ApacheTransport implements Transport {
    private static final int MAX_CAUSE_LENGTH = 300;

    private final CloseableHttpClient client;
    private final ExchangeWatch watch;
    private final Duration deadline;

    /**
     * Creates a transport.
     *
     * @param client the client to send with
     * @param watch aborts requests at their deadline
     * @param deadline the time for the whole exchange, from waiting for a connection to the last byte of the body
     */
    public ApacheTransport(CloseableHttpClient client, ExchangeWatch watch, Duration deadline) {
        this.client = client;
        this.watch = watch;
        this.deadline = deadline;
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        var http = build(request);
        var context = new AnswerLimit(http, deadline);
        watch.add(context);
        try (CloseableHttpResponse response = client.execute(http, context)) {
            return new ResponseReader(request, http, context).read(response);
        } catch (OneLoginException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Keycloak would show the browser an exception of the HTTP library that escapes from here.
            throw context.isExceeded()
                    ? ResponseReader.oversized(request)
                    : failure(request, e, context.isTimedOut(), mayHaveSent(context));
        } finally {
            watch.remove(context);
        }
    }

    private HttpUriRequest build(TransportRequest request) {
        var inherited = client instanceof Configurable configurable ? configurable.getConfig() : RequestConfig.DEFAULT;
        var builder = RequestBuilder.create(request.method())
                .setUri(request.uri())
                .setConfig(CallSettings.of(inherited, (int) deadline.toMillis()))
                .setHeader("Authorization", request.authorization())
                .setHeader("Accept", "application/json")
                .setHeader("Accept-Encoding", "identity");
        request.json().ifPresent(json -> builder.setEntity(nonRepeatable(json)));
        return builder.build();
    }

    /**
     * Returns a body that can't be sent twice. Keycloak can be configured to repeat broken requests, and this request
     * may have sent a message or used a code.
     */
    private static HttpEntity nonRepeatable(String json) {
        return new HttpEntityWrapper(new StringEntity(json, ContentType.APPLICATION_JSON)) {
            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
    }

    /**
     * Returns whether the client may have sent the request. A client that replaces Keycloak's may record nothing about
     * it.
     */
    private static boolean mayHaveSent(HttpClientContext context) {
        return context.getAttribute(HttpCoreContext.HTTP_REQ_SENT) != null
                || context.getAttribute(HttpClientContext.REQUEST_CONFIG) == null;
    }

    /**
     * Returns the exception for a failed exchange.
     *
     * @param maybeSent whether a part of the request may have been written
     */
    private OneLoginException failure(TransportRequest request, Exception cause, boolean timedOut, boolean maybeSent) {
        if (cause instanceof ConnectionPoolTimeoutException) {
            return new OneLoginException.PoolExhausted(
                    request.operation() + ": all connections in Keycloak's connection pool are in use");
        }
        var message = request.operation() + ": the connection failed (" + describe(cause) + ")";
        var loggable = repeatsNoAnswer(cause) ? cause : null;
        if (!maybeSent || isConnectFailure(cause)) {
            return OneLoginException.Unreachable.notProcessed(message, loggable);
        }
        if (timedOut || cause instanceof InterruptedIOException) {
            return new OneLoginException.TimedOut(
                    request.operation() + ": no complete answer within " + deadline.toSeconds() + " s");
        }
        return new OneLoginException.Unreachable(message, loggable);
    }

    private static boolean isConnectFailure(Exception cause) {
        return cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
    }

    /**
     * Returns whether the message of an exception is about the connection. Other messages can repeat a part of the answer, for
     * example an access token in a chunk of a wrong length (S7).
     */
    private static boolean repeatsNoAnswer(Exception cause) {
        return cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException
                || cause instanceof InterruptedIOException
                || cause instanceof NoHttpResponseException
                || cause instanceof ConnectionClosedException;
    }

    private static String describe(Exception cause) {
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null || !repeatsNoAnswer(cause)
                ? name
                : name + ": " + VisibleText.of(cause.getMessage(), MAX_CAUSE_LENGTH);
    }
}
