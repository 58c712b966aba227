package dev.mfabridge.onelogin.client.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.event.CircuitBreakerStateChangedEvent;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;

/**
 * Stops asking an address that gives no answer, so that people are told so at once, and no thread of the server waits for a
 * deadline that will pass. After a pause one request is let through, and what comes of it decides.
 */
public final class OneLoginCircuitBreaker {
    /** How many requests in a row have to get no answer before no more are sent. */
    public static final int FAILURES = 5;

    private final CircuitBreaker<TransportResponse> breaker;

    /** Where it stands, in the usual words for circuit breakers. */
    public enum BreakerState {
        /** Requests are sent. */
        CLOSED,
        /** No request is sent. */
        OPEN,
        /** The pause is over: the next request is sent, or one is under way. */
        HALF_OPEN
    }

    /** Told when an address gives no answer any more, and when it does again. */
    public interface StateListener {
        void opened();

        void closed();
    }

    /** @param pause for how long nothing is sent */
    public OneLoginCircuitBreaker(Duration pause, StateListener watcher) {
        breaker = CircuitBreaker.<TransportResponse>builder()
                .handle(OneLoginException.Unreachable.class, OneLoginException.TimedOut.class)
                .handleResultIf(OneLoginCircuitBreaker::isUnavailable)
                .withFailureThreshold(FAILURES)
                .withSuccessThreshold(1)
                .withDelay(pause)
                .onOpen(change -> notifyOpened(change, watcher))
                .onClose(change -> watcher.closed())
                .build();
    }

    /** Trials that fail while it is open are no news. */
    private static void notifyOpened(CircuitBreakerStateChangedEvent change, StateListener watcher) {
        if (change.getPreviousState() == CircuitBreaker.State.CLOSED) {
            watcher.opened();
        }
    }

    /**
     * What a proxy says in OneLogin's place, or OneLogin when it can't serve at all. HTTP 500 may be about that one request,
     * or about the API credentials, and HTTP 429 is an answer.
     */
    private static boolean isUnavailable(TransportResponse response) {
        return response.status() >= 502 && response.status() <= 504;
    }

    /**
     * @return the same transport; where this is open it sends nothing, and throws {@link OneLoginException.Unreachable}
     *     instead
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

    /** That is no answer and no lack of one; only a trial has to come to something, and another can be made after a pause. */
    private void releaseTrial() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }

    public BreakerState state() {
        return switch (breaker.getState()) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> breaker.getRemainingDelay().isZero() ? BreakerState.HALF_OPEN : BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }
}
