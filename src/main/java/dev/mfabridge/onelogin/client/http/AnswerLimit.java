package dev.mfabridge.onelogin.client.http;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpConnection;
import org.apache.http.HttpConnectionMetrics;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.protocol.HttpCoreContext;

/**
 * Context of one exchange that aborts the exchange if the answer has too many bytes outside its body.
 *
 * <p>Keycloak's client limits neither the length nor the number of headers, and the limits of an Apache client belong to
 * its connection manager, which only Keycloak creates. So while the client reads, the timer compares the number of bytes
 * that the connection received. Each step of the exchange has the same limit. The first step is the answer up to
 * its body. Each read of the body is a further step, which includes the sizes, extensions and trailers of chunks.
 */
final class AnswerLimit extends HttpClientContext implements AutoCloseable {
    /** Bytes that a step may take; a read of the body asks for much less, and all headers of OneLogin take about 1 kB. */
    static final int MAX_STEP_BYTES = 128 * 1024;

    private static final int INTERVAL_MILLIS = 10;

    private final HttpUriRequest http;
    private final ScheduledFuture<?> watch;
    private volatile ByteCount count;
    private volatile boolean exceeded;

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
     * Starts to watch an exchange.
     *
     * @param http the request to abort
     * @param timer looks at the received bytes at regular intervals until {@link #close}
     */
    AnswerLimit(HttpUriRequest http, ScheduledExecutorService timer) {
        this.http = http;
        watch = timer.scheduleWithFixedDelay(this::check, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
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

    private void check() {
        var current = count;
        if (current != null && !exceeded && current.received() > MAX_STEP_BYTES) {
            exceeded = true;
            http.abort();
        }
    }

    @Override
    public void close() {
        watch.cancel(false);
    }
}
