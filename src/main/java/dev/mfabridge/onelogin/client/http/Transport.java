package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;

/** Sends one request and reads the whole answer. It sends it once: who retries, decides that elsewhere. */
@FunctionalInterface
public interface Transport {

    /**
     * @param request what to send
     * @return the answer, whatever its status
     * @throws OneLoginException.Unreachable when no connection could be made or it broke
     * @throws OneLoginException.TimedOut when the whole answer wasn't there at the deadline
     * @throws OneLoginException.InvalidResponse when the answer was larger than the limit
     */
    TransportResponse send(TransportRequest request);
}
