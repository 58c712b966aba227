package dev.mfabridge.onelogin.client.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * HTTP response. {@link #toString()} hides the body (S7).
 *
 * @param status the HTTP status
 * @param body the whole body as text; empty if there is none
 * @param requestId OneLogin's {@code X-Request-Id}, made safe for a log
 * @param retryAfter the time from now on that the {@code Retry-After} header names; empty if the header names none
 * @param rateLimit the headers about the account's rate limit
 */
public record TransportResponse(
        int status,
        String body,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        RateLimitHeaders rateLimit) {

    /** Checks that the headers are not null. */
    public TransportResponse {
        requireNonNull(rateLimit);
    }

    /** Creates a response without headers about the rate limit. */
    public TransportResponse(int status, String body, Optional<String> requestId, Optional<Duration> retryAfter) {
        this(status, body, requestId, retryAfter, RateLimitHeaders.NONE);
    }

    @Override
    public String toString() {
        return "TransportResponse[" + status + "]";
    }
}
