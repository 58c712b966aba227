package dev.mfabridge.onelogin.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Headers of a response about the rate limit of the OneLogin account. A header that can't be read is as good as none.
 *
 * @param limit the calls that OneLogin accepts in its window
 * @param remaining the calls that are left
 * @param reset the time until the window ends
 */
public record RateLimitHeaders(Optional<Long> limit, Optional<Long> remaining, Optional<Duration> reset) {
    /** Headers of a response that has none. */
    public static final RateLimitHeaders NONE =
            new RateLimitHeaders(Optional.empty(), Optional.empty(), Optional.empty());

    /** Numbers from here on are seconds since 1970, and no duration: they are in the years after 2001. */
    private static final long FIRST_EPOCH_SECOND = 1_000_000_000;

    private static final int MAX_DIGITS = 12;

    /**
     * Reads the headers {@code X-RateLimit-Limit}, {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset}.
     *
     * @param header returns the value of a header
     */
    static RateLimitHeaders read(Function<String, Optional<String>> header, Instant now) {
        return new RateLimitHeaders(
                header.apply("X-RateLimit-Limit").flatMap(RateLimitHeaders::number),
                header.apply("X-RateLimit-Remaining").flatMap(RateLimitHeaders::number),
                header.apply("X-RateLimit-Reset")
                        .flatMap(RateLimitHeaders::number)
                        .map(seconds -> untilReset(seconds, now)));
    }

    /** Reads a {@code Retry-After} header: a number of seconds, or an HTTP date. A date in the past is now. */
    static Optional<Duration> retryAfter(String value, Instant now) {
        return number(value)
                .map(Duration::ofSeconds)
                .or(() -> date(value).map(date -> notNegative(Duration.between(now, date))));
    }

    private static Duration untilReset(long seconds, Instant now) {
        return seconds < FIRST_EPOCH_SECOND
                ? Duration.ofSeconds(seconds)
                : notNegative(Duration.between(now, Instant.ofEpochSecond(seconds)));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static Optional<Long> number(String value) {
        var text = value.strip();
        return isNumber(text) ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Returns whether a text is 1 to 12 digits of ASCII. Every answer has such headers, and a pattern would cost more. */
    private static boolean isNumber(String text) {
        for (int position = 0; position < text.length(); position++) {
            if (text.charAt(position) < '0' || text.charAt(position) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_DIGITS;
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip(), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
