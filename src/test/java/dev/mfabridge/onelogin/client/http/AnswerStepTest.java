package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.http.HttpConnectionMetrics;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.DefaultBHttpClientConnection;
import org.apache.http.impl.HttpConnectionMetricsImpl;
import org.apache.http.impl.io.HttpTransportMetricsImpl;
import org.apache.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bytes that one step of an exchange may take. */
class AnswerStepTest {
    private final HttpTransportMetricsImpl received = new HttpTransportMetricsImpl();
    private final HttpGet http = new HttpGet();
    private final AnswerLimit limit = new AnswerLimit(http, Duration.ofMinutes(1));

    /** Connection that received as many bytes as a test says. */
    private final class CountedConnection extends DefaultBHttpClientConnection {
        CountedConnection() {
            super(1024);
        }

        @Override
        public HttpConnectionMetrics getMetrics() {
            return new HttpConnectionMetricsImpl(received, new HttpTransportMetricsImpl());
        }
    }

    @BeforeEach
    void startStep() {
        limit.setAttribute(HttpCoreContext.HTTP_CONNECTION, new CountedConnection());
        limit.setAttribute(HttpCoreContext.HTTP_REQ_SENT, true);
    }

    @Test
    @DisplayName("A step of 128 kB is within the limit")
    void stepOf128KilobytesIsWithinTheLimit() {
        received.incrementBytesTransferred(128 * 1024);

        limit.check();

        assertThat(http.isAborted()).isFalse();
    }

    @Test
    @DisplayName("A step of one byte more than 128 kB aborts the exchange")
    void largerStepAbortsTheExchange() {
        received.incrementBytesTransferred(128 * 1024 + 1);

        limit.check();

        assertThat(http.isAborted()).isTrue();
        assertThat(limit.isExceeded()).isTrue();
    }

    @Test
    @DisplayName("Another answer on the same connection is another step")
    void anotherAnswerIsAnotherStep() {
        received.incrementBytesTransferred(128 * 1024);
        limit.setAttribute(HttpCoreContext.HTTP_REQ_SENT, true);
        received.incrementBytesTransferred(128 * 1024);

        limit.check();

        assertThat(http.isAborted()).isFalse();
    }

    @Test
    @DisplayName("A read of the body starts another step")
    void readOfBodyStartsAnotherStep() {
        received.incrementBytesTransferred(128 * 1024);
        limit.bodyRead();
        received.incrementBytesTransferred(128 * 1024);

        limit.check();

        assertThat(http.isAborted()).isFalse();
    }
}
