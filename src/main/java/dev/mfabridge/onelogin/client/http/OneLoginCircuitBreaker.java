package dev.mfabridge.onelogin.client.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.event.CircuitBreakerStateChangedEvent;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Circuit breaker for one address of OneLogin. If the address gives no answer, users see the failure at once, and no
 * thread of the server waits for a deadline. After a pause, a harmless call about no user is the trial, so no user's
 * device decides whether the others can sign in.
 *
 * <p>Instances are thread safe.
 */
public final class OneLoginCircuitBreaker {
    /** Number of requests without an answer after which no more are sent. */
    public static final int FAILURES = OutageEvidence.FAILURES;

    private final OutageEvidence evidence;
    private final CircuitBreaker<TransportResponse> breaker;

    /** State, in the usual words for circuit breakers. */
    public enum BreakerState {
        /** Requests are sent. */
        CLOSED,
        /** No request is sent. */
        OPEN,
        /** The pause has ended: the next request makes the trial, or a trial is under way. */
        HALF_OPEN
    }

    private enum TrialResult {
        ANSWERED,
        MISSING_ANSWER,
        FAILED,
        NOT_MADE
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
     * @param clock the clock of the confirmations of an outage
     * @param pause the time without requests after the circuit breaker opens
     * @param listener receives the start and the end of an outage
     */
    public OneLoginCircuitBreaker(InstantSource clock, Duration pause, StateListener listener) {
        evidence = new OutageEvidence(clock);
        // The evidence counts, since Failsafe's counters can't tell users apart.
        breaker = CircuitBreaker.<TransportResponse>builder()
                .withFailureThreshold(1)
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
     * Returns a transport that sends nothing while this circuit breaker is open, and throws {@link
     * OneLoginException.Unreachable} instead.
     *
     * @param user the user that the calls are about, or empty if they are about no user
     * @param trial makes a harmless call after the pause, and returns whether OneLogin answers; it throws a {@link
     *     OneLoginException} if it can't tell
     */
    public Transport protect(Transport transport, Optional<String> user, BooleanSupplier trial) {
        return new ProtectedTransport(transport, user, trial);
    }

    /** Records the result of a harmless call that was not sent through this circuit breaker. */
    public void recordHarmlessCall(boolean isAnswered) {
        if (isAnswered) {
            evidence.answered();
            breaker.close();
        } else {
            evidence.confirmed();
            failed(Optional.empty());
        }
    }

    /** Returns whether a harmless call failed in the last seconds, and OneLogin has answered no call since. */
    public boolean isOutageConfirmed() {
        return evidence.isConfirmed();
    }

    /** Returns the state. An open circuit breaker is half open as soon as its pause has ended. */
    public BreakerState state() {
        return switch (breaker.getState()) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> breaker.getRemainingDelay().isZero() ? BreakerState.HALF_OPEN : BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }

    /** Adds a failure. Only a trial decides while this circuit breaker is open: a late failure is of the time before. */
    private void failed(Optional<String> user) {
        if (evidence.failed(user) && breaker.isClosed()) {
            breaker.recordFailure();
        }
    }

    /**
     * Makes the trial. If a limit of this server ended the trial, the next request makes it again: nothing was learned about
     * OneLogin, and another pause would keep users out. Any other trial without a result counts as failed.
     */
    private boolean succeeds(BooleanSupplier trial) {
        var next = TrialResult.FAILED;
        try {
            var isAnswered = trial.getAsBoolean();
            next = isAnswered ? TrialResult.ANSWERED : TrialResult.MISSING_ANSWER;
            return isAnswered;
        } catch (OneLoginException e) {
            next = e.isOwnLimit() ? TrialResult.NOT_MADE : TrialResult.FAILED;
            throw e;
        } finally {
            record(next);
        }
    }

    private void record(TrialResult result) {
        switch (result) {
            case ANSWERED -> {
                evidence.answered();
                breaker.recordSuccess();
            }
            case MISSING_ANSWER -> {
                evidence.confirmed();
                breaker.recordFailure();
            }
            case FAILED -> breaker.recordFailure();
            case NOT_MADE -> {
                // A half open circuit breaker gives the permit of its trial back only by a change of its state.
                breaker.open();
                breaker.halfOpen();
            }
        }
    }

    /**
     * Returns whether OneLogin, or a proxy in its place, can't serve at all. HTTP 500 may be about one request or about
     * the API credential, and HTTP 429 is an answer.
     */
    private static boolean isUnavailable(TransportResponse response) {
        return response.status() >= 502 && response.status() <= 504;
    }

    /** Transport behind this circuit breaker. */
    private final class ProtectedTransport implements Transport {
        private final Transport transport;
        private final Optional<String> user;
        private final BooleanSupplier trial;

        ProtectedTransport(Transport transport, Optional<String> user, BooleanSupplier trial) {
            this.transport = transport;
            this.user = user;
            this.trial = trial;
        }

        @Override
        public TransportResponse send(TransportRequest request) {
            if (!breaker.tryAcquirePermit() || breaker.isHalfOpen() && !succeeds(trial)) {
                throw OneLoginException.Unreachable.notProcessed(
                        request.operation() + ": not sent, because the last requests to this URL got no answer", null);
            }
            var about = user.filter(id -> !request.isForToken());
            try {
                var response = transport.send(request);
                record(response, about);
                return response;
            } catch (OneLoginException e) {
                record(e, about);
                throw e;
            }
        }

        @Override
        public <T> T await(String operation, CompletableFuture<T> result) {
            return transport.await(operation, result);
        }

        private void record(TransportResponse response, Optional<String> about) {
            if (isUnavailable(response)) {
                failed(about);
            } else {
                evidence.answered();
            }
        }

        /** Records a failure. Without a connection, nothing was said about a user: the failure concerns OneLogin. */
        private void record(OneLoginException e, Optional<String> about) {
            if (e.isMissingAnswer()) {
                failed(e.mayHaveBeenProcessed() ? about : Optional.empty());
            } else if (!e.isOwnLimit()) {
                evidence.answered();
            }
        }
    }
}
