package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Deadline for all calls of one request of a browser or an application, however many calls the request needs. So a slow
 * OneLogin holds a thread of the server no longer than {@link #TOTAL}.
 *
 * <p>Instances are thread safe.
 */
public final class RequestDeadline {
    /** Time for all calls of one request. */
    public static final Duration TOTAL = Duration.ofSeconds(15);
    /** Time for one call. */
    public static final Duration CALL = Duration.ofSeconds(10);

    /**
     * Time that must be left for a call to start. A message whose answer no thread awaits may be sent anyway, and a
     * timeout after a shorter time says nothing about OneLogin.
     */
    public static final Duration MINIMUM = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final long startedAt;

    private RequestDeadline(LongSupplier nanos) {
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
    }

    /** Returns a deadline that starts now. */
    public static RequestDeadline start() {
        return start(System::nanoTime);
    }

    /**
     * Returns a deadline that starts now.
     *
     * @param nanos the clock, like {@link System#nanoTime}
     */
    static RequestDeadline start(LongSupplier nanos) {
        return new RequestDeadline(nanos);
    }

    /**
     * Returns the time for the next call.
     *
     * @param operation the call, for the message
     * @throws OneLoginException.OutOfTime if too little time is left
     */
    public Duration forCall(String operation) {
        var left = TOTAL.minusNanos(nanos.getAsLong() - startedAt);
        if (left.compareTo(MINIMUM) < 0) {
            throw new OneLoginException.OutOfTime(operation
                    + ": not sent, because the earlier calls of this request took almost " + TOTAL.toSeconds() + " s");
        }
        return left.compareTo(CALL) < 0 ? left : CALL;
    }
}
