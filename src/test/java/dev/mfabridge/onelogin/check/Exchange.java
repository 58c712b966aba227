package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Request and its answer. {@link #toString()} hides the answer.
 *
 * @param operation the call as OneLogin documents it, without ids
 * @param reply the answer, empty if none came
 */
record Exchange(String operation, Optional<TransportResponse> reply, Duration duration) {
    @Override
    public String toString() {
        return operation;
    }
}
