package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.CallPermits;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.metrics.CallMetrics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Transport within the permits of this server. A thread needs a permit to send a call, and to wait for an access token
 * that another thread fetches.
 *
 * @param metrics counts the rejected calls of the realm
 * @param user the id of the user that the calls are about, or empty
 * @param inBackground whether no login waits for the calls
 */
record LimitedTransport(
        Transport transport,
        CallPermits permits,
        CallMetrics metrics,
        RejectionLog log,
        Optional<String> user,
        boolean inBackground)
        implements Transport {

    @Override
    public TransportResponse send(TransportRequest request) {
        return withPermit(request.operation(), () -> transport.send(request));
    }

    @Override
    public <T> T await(String operation, CompletableFuture<T> result) {
        return withPermit(operation, () -> transport.await(operation, result));
    }

    private <T> T withPermit(String operation, Supplier<T> call) {
        try {
            var permit = permits.acquire(metrics.realm(), user, inBackground, operation);
            try {
                return call.get();
            } finally {
                permit.close();
            }
        } catch (OneLoginException.Busy e) {
            log.rejected(metrics.realm(), permits.maximum());
            metrics.rejected(operation, e);
            throw e;
        } catch (OneLoginException.OutOfTime | OneLoginException.BudgetExhausted | OneLoginException.RateLimited e) {
            metrics.rejected(operation, e);
            throw e;
        }
    }
}
