package dev.mfabridge.onelogin.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What came back. {@link #toString()} hides the body.
 *
 * @param status the HTTP status
 * @param body the whole body as text; empty when there was none
 * @param requestId OneLogin's {@code X-Request-Id}, made safe for a log
 * @param retryAfter the {@code Retry-After} header where it was a number of seconds
 */
public record TransportResponse(int status, String body, Optional<String> requestId, Optional<Duration> retryAfter) {
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
