package dev.mfabridge.onelogin.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * HTTP response. {@link #toString()} hides the body (S7).
 *
 * @param status the HTTP status
 * @param body the whole body as text; empty if there is none
 * @param requestId OneLogin's {@code X-Request-Id}, made safe for a log
 * @param retryAfter the {@code Retry-After} header, if it is a number of seconds
 */
public record TransportResponse(int status, String body, Optional<String> requestId, Optional<Duration> retryAfter) {
    @Override
    public String toString() {
        return "TransportResponse[" + status + "]";
    }
}
