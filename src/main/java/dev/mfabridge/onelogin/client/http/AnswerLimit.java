package dev.mfabridge.onelogin.client.http;

import java.time.Duration;
import org.apache.http.HttpConnection;
import org.apache.http.HttpConnectionMetrics;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.protocol.HttpCoreContext;

/**
 * Context of one exchange that aborts the exchange if the answer has too many bytes outside its body, or is not complete at
 * the deadline. A socket timeout restarts with each byte, so a trickling response would block the thread for ever.
 *
 * <p>Keycloak's client limits neither the length nor the number of headers, and the limits of an Apache client belong to
 * its connection manager, which only Keycloak creates. So while the client reads, the {@link ExchangeWatch} compares the
 * number of bytes that the connection received. Each step of the exchange has the same limit. The first step is the answer up to
 * its body, or up to the end of a short body. Each read of another body is a further step, which includes the sizes,
 * extensions and trailers of chunks.
 */
final class AnswerLimit extends HttpClientContext {
    /** Bytes that a step may take; a read of the body asks for much less, and all headers of OneLogin take about 1 kB. */
    static final int MAX_STEP_BYTES = 128 * 1024;

    private final HttpUriRequest http;
    private final long startedAt = System.nanoTime();
    private final long deadlineNanos;
    private volatile ByteCount count;
    private volatile boolean exceeded;
    private volatile boolean timedOut;

    /** Count of the bytes that a connection receives in one part of an exchange. */
    private record ByteCount(HttpConnectionMetrics connection, long receivedBefore) {
        long received() {
            return connection.getReceivedBytesCount() - receivedBefore;
        }

        ByteCount next() {
            return new ByteCount(connection, connection.getReceivedBytesCount());
        }
    }

    /**
     * Creates the context of an exchange that starts now.
     *
     * @param http the request to abort
     * @param deadline the time for the whole exchange
     */
    AnswerLimit(HttpUriRequest http, Duration deadline) {
        this.http = http;
        deadlineNanos = deadline.toNanos();
    }

    /** Stores an attribute. The client stores {@code HTTP_REQ_SENT} right before it reads an answer. */
    @Override
    public void setAttribute(String id, Object value) {
        super.setAttribute(id, value);
        HttpConnection connection = getConnection();
        if (HttpCoreContext.HTTP_REQ_SENT.equals(id) && connection != null) {
            count = new ByteCount(
                    connection.getMetrics(), connection.getMetrics().getReceivedBytesCount());
        }
    }

    /** Records that a part of the body was read. */
    void bodyRead() {
        if (count != null) {
            count = count.next();
        }
    }

    /** Returns whether the exchange was aborted because of its size. */
    boolean isExceeded() {
        return exceeded;
    }

    /** Returns whether the exchange was aborted at its deadline. */
    boolean isTimedOut() {
        return timedOut;
    }

    /** Aborts the exchange if it exceeds a limit. */
    void check() {
        var current = count;
        if (current != null && !exceeded && current.received() > MAX_STEP_BYTES) {
            exceeded = true;
            http.abort();
        }
        if (!timedOut && System.nanoTime() - startedAt >= deadlineNanos) {
            timedOut = true;
            http.abort();
        }
    }
}
