package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;

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
     * @throws OneLoginException.InvalidResponse if the response is larger than the limit
     */
    TransportResponse send(TransportRequest request);
}
