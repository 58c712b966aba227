package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers about the rate limit, in the forms that OneLogin and proxies send. */
class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @ParameterizedTest
    @DisplayName("Retry-After is a number of seconds or a date")
    @CsvSource(
            delimiter = ';',
            value = {
                "30; 30",
                " 7 ; 7",
                "999999999999; 999999999999",
                "Thu, 26 Nov 2026 08:01:00 GMT; 60",
                "Thu, 26 Nov 2026 07:00:00 GMT; 0"
            })
    void retryAfterIsSecondsOrDate(String value, long seconds) {
        assertThat(RateLimitHeaders.retryAfter(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @DisplayName("A Retry-After that can't be read is as good as none")
    @ValueSource(strings = {"", "soon", "-1", "1.5", "1000000000000", "26 November"})
    void unreadableRetryAfterIsNone(String value) {
        assertThat(RateLimitHeaders.retryAfter(value, NOW)).isEmpty();
    }

    @Test
    @DisplayName("The headers of the rate limit are read")
    void rateLimitIsRead() {
        var headers = Map.of("X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "12", "X-RateLimit-Reset", "1198");

        assertThat(RateLimitHeaders.read(name -> Optional.ofNullable(headers.get(name)), NOW))
                .isEqualTo(new RateLimitHeaders(
                        Optional.of(5000L), Optional.of(12L), Optional.of(Duration.ofSeconds(1198))));
    }

    @Test
    @DisplayName("A reset that is a time of the clock is read as the time until then")
    void resetAsTimeOfClockIsRead() {
        var value = Long.toString(NOW.plusSeconds(90).getEpochSecond());

        assertThat(RateLimitHeaders.read(name -> Optional.of(value), NOW).reset())
                .contains(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @DisplayName("A reset before 1,000,000,000 is a number of seconds, and another one is a time of the clock")
    @CsvSource({"999999999, 999999999", "1000000000, 0"})
    void largeResetIsTimeOfClock(String value, long seconds) {
        assertThat(RateLimitHeaders.read(name -> Optional.of(value), NOW).reset())
                .contains(Duration.ofSeconds(seconds));
    }
}
