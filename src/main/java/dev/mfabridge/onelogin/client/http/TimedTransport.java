package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Transport whose calls share the deadline of one request.
 *
 * @param deadline the deadline of the request
 * @param transports returns a transport whose calls end after that time
 */
public record TimedTransport(RequestDeadline deadline, Function<Duration, Transport> transports) implements Transport {

    @Override
    public TransportResponse send(TransportRequest request) {
        return transports.apply(deadline.forCall(request.operation())).send(request);
    }

    @Override
    public <T> T await(String operation, CompletableFuture<T> result) {
        var time = deadline.forCall(operation);
        try {
            // A timeout of the copy does not end the result of the other request.
            return result.copy()
                    .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw OneLoginException.Unreachable.notProcessed(
                        operation + ": another login's request got no answer within " + time.toSeconds() + " s", null);
            }
            throw e;
        }
    }
}
