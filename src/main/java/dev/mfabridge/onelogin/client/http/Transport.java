package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Transport of one request and its whole response. A transport never repeats a request: the caller decides about
 * retries.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Sends a request.
     *
     * @param request the request
     * @return the response, with any status
     * @throws OneLoginException.Unreachable if no connection can be made or the connection breaks
     * @throws OneLoginException.TimedOut if the response is not complete at the deadline
     * @throws OneLoginException.PoolExhausted if no connection of Keycloak's pool is free
     * @throws OneLoginException.Busy if this server sends too many calls already
     * @throws OneLoginException.OutOfTime if the request has too little time left for a call
     * @throws OneLoginException.InvalidResponse if the response is larger than the limit
     */
    TransportResponse send(TransportRequest request);

    /**
     * Waits for the result of a call that another request sends. A thread that waits is held like a thread that calls,
     * so a transport with limits applies them here too.
     *
     * @param operation the call, for messages
     * @return the result
     * @throws CompletionException with the cause, if the call failed
     * @throws OneLoginException if a limit of this transport ends the waiting
     */
    default <T> T await(String operation, CompletableFuture<T> result) {
        return result.join();
    }
}
