package dev.mfabridge.onelogin.client.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.event.CircuitBreakerStateChangedEvent;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;

/**
 * Circuit breaker for one address of OneLogin. If the address gives no answer, users see the failure at once, and no
 * thread of the server waits for a deadline. After a pause one request is sent, and its result decides.
 *
 * <p>Instances are thread safe.
 */
public final class OneLoginCircuitBreaker {
    /** Number of consecutive requests without an answer after which no more are sent. */
    public static final int FAILURES = 5;

    private final CircuitBreaker<TransportResponse> breaker;

    /** State, in the usual words for circuit breakers. */
    public enum BreakerState {
        /** Requests are sent. */
        CLOSED,
        /** No request is sent. */
        OPEN,
        /** The pause has ended: the next request is sent, or one is pending. */
        HALF_OPEN
    }

    /** Listener for the start and the end of an outage. */
    public interface StateListener {
        /** Reports that the address gives no answer. */
        void opened();

        /** Reports that the address answers again. */
        void closed();
    }

    /**
     * Creates a closed circuit breaker.
     *
     * @param pause the time without requests after the circuit breaker opens
     * @param listener receives the start and the end of an outage
     */
    public OneLoginCircuitBreaker(Duration pause, StateListener listener) {
        breaker = CircuitBreaker.<TransportResponse>builder()
                .handle(OneLoginException.Unreachable.class, OneLoginException.TimedOut.class)
                .handleResultIf(OneLoginCircuitBreaker::isUnavailable)
                .withFailureThreshold(FAILURES)
                .withSuccessThreshold(1)
                .withDelay(pause)
                .onOpen(change -> notifyOpened(change, listener))
                .onClose(change -> listener.closed())
                .build();
    }

    /** Reports an outage, but not each trial that fails while the circuit breaker is open. */
    private static void notifyOpened(CircuitBreakerStateChangedEvent change, StateListener listener) {
        if (change.getPreviousState() == CircuitBreaker.State.CLOSED) {
            listener.opened();
        }
    }

    /**
     * Returns whether OneLogin, or a proxy in its place, can't serve at all. HTTP 500 may be about one request or about
     * the API credential, and HTTP 429 is an answer.
     */
    private static boolean isUnavailable(TransportResponse response) {
        return response.status() >= 502 && response.status() <= 504;
    }

    /**
     * Returns a transport that sends nothing while this circuit breaker is open, and throws {@link
     * OneLoginException.Unreachable} instead.
     */
    public Transport protect(Transport transport) {
        return request -> {
            if (!breaker.tryAcquirePermit()) {
                throw OneLoginException.Unreachable.notProcessed(
                        request.operation() + ": not sent, because the last requests to this URL got no answer", null);
            }
            try {
                var response = transport.send(request);
                breaker.recordResult(response);
                return response;
            } catch (OneLoginException.PoolExhausted e) {
                releaseTrial();
                throw e;
            } catch (RuntimeException | Error e) {
                breaker.recordException(e);
                throw e;
            }
        };
    }

    /**
     * Ends a trial that was not sent, which is neither a success nor an outage. A trial must have a result, so it
     * fails, and the next trial follows after a pause.
     */
    private void releaseTrial() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }

    /** Returns the state. An open circuit breaker is half open as soon as its pause has ended. */
    public BreakerState state() {
        return switch (breaker.getState()) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> breaker.getRemainingDelay().isZero() ? BreakerState.HALF_OPEN : BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }
}
