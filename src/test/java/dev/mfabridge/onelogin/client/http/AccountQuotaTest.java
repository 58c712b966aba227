package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate limit of an account, as one server knows it (S4). */
class AccountQuotaTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());

    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T08:00:00Z");
    private int sent;
    private TransportResponse answer = answer(200, null, null, null);
    private final AccountQuota quota = new AccountQuota(() -> now, new AccountQuota.QuotaListener() {
        @Override
        public void paused(Instant until) {
            log.add("paused " + until);
        }

        @Override
        public void reserved(Instant until) {
            log.add("reserved " + until);
        }
    });

    @ParameterizedTest
    @DisplayName("After HTTP 429, nobody sends a call until OneLogin accepts calls again, at most 15 minutes")
    @CsvSource({"30, , 30", "999999, , 900", ", 120, 120", ", 3600, 900", ", , 60", "0, , 0"})
    void nobodySendsAfter429(Long retryAfter, Long reset, long expected) {
        answer = answer(429, retryAfter, null, reset);
        login("ann");
        answer = answer(200, null, null, null);

        if (expected > 0) {
            now = now.plusSeconds(expected - 1);
            assertThatThrownBy(() -> login("ben"))
                    .isInstanceOf(OneLoginException.RateLimited.class)
                    .hasMessageContaining("GET /x: not sent");
            assertThatThrownBy(() -> administration()).isInstanceOf(OneLoginException.RateLimited.class);
        }
        assertThat(sent).isEqualTo(1);
        now = now.plusSeconds(1);
        login("ben");
        assertThat(sent).isEqualTo(2);
    }

    @Test
    @DisplayName("HTTP 429 of an account with calls left stops only the same user")
    void answer429WithCallsLeftStopsOnlySameUser() {
        answer = answer(429, 30L, 4000L, null);
        login("ann");
        answer = answer(200, null, null, null);

        assertThatThrownBy(() -> login("ann")).isInstanceOf(OneLoginException.RateLimited.class);
        assertThatCode(() -> login("ben")).doesNotThrowAnyException();
        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("While few calls are left, only logins send calls")
    void onlyLoginsSendWhileFewCallsAreLeft() {
        answer = answer(200, null, 499L, 300L);
        administration();

        assertThatThrownBy(this::administration)
                .isInstanceOfSatisfying(
                        OneLoginException.BudgetExhausted.class,
                        e -> assertThat(e.until()).isEqualTo(now.plusSeconds(300)));
        login("ann");
        login("ann");
        assertThat(sent).isEqualTo(3);
        assertThat(log).containsExactly("reserved " + now.plusSeconds(300));

        now = now.plusSeconds(300);
        administration();
        assertThat(sent).isEqualTo(4);
    }

    @Test
    @DisplayName("Calls for administrators go out again as soon as OneLogin has enough calls left")
    void administratorsSendAgainWithEnoughCallsLeft() {
        answer = answer(200, null, 10L, 300L);
        login("ann");
        answer = answer(200, null, 500L, 300L);
        login("ann");

        assertThatCode(this::administration).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("The log has one line for a pause")
    void pauseIsLoggedOnce() {
        answer = answer(429, 30L, 0L, null);
        var transport = quota.protect(
                request -> {
                    // Another request is answered while this one is pending.
                    if (sent++ == 0) {
                        quota.protect(inner -> answer, "ben", true).send(request);
                    }
                    return answer;
                },
                "ann",
                true);

        transport.send(REQUEST);

        assertThat(log).containsExactly("paused " + now.plus(Duration.ofSeconds(30)));
    }

    @Test
    @DisplayName("A pause after the end of another pause has a line of its own in the log")
    void nextPauseIsLoggedAgain() {
        answer = answer(429, 30L, null, null);
        login("ann");
        now = now.plusSeconds(30);
        login("ann");

        assertThat(log).containsExactly("paused " + now, "paused " + now.plusSeconds(30));
    }

    @Test
    @DisplayName("An answer to a call that was under way doesn't shorten a pause")
    void lateAnswerDoesNotShortenPause() {
        var transport = quota.protect(
                request -> {
                    quota.protect(inner -> answer(429, 60L, null, null), "ben", true)
                            .send(request);
                    return answer(429, 30L, null, null);
                },
                "ann",
                true);
        transport.send(REQUEST);

        now = now.plusSeconds(59);

        assertThatThrownBy(() -> login("ann"))
                .isInstanceOf(OneLoginException.RateLimited.class)
                .hasMessageEndingWith("retry after 2 s");
    }

    @Test
    @DisplayName("The calls that are reserved for logins are a tenth of the account's own limit")
    void reserveIsTenthOfAccountsLimit() {
        answer = answer(10L, 100L);
        login("ann");
        assertThatCode(this::administration).doesNotThrowAnyException();

        answer = answer(9L, 100L);
        login("ann");

        assertThatThrownBy(this::administration).isInstanceOf(OneLoginException.BudgetExhausted.class);
    }

    @Test
    @DisplayName("A call within the rate limit returns OneLogin's answer")
    void callReturnsAnswer() {
        assertThat(quota.protect(this::answer, "ann", true).send(REQUEST)).isSameAs(answer);
    }

    private static TransportResponse answer(long remaining, long limit) {
        return new TransportResponse(
                200,
                "",
                Optional.empty(),
                Optional.empty(),
                new RateLimitHeaders(Optional.of(limit), Optional.of(remaining), Optional.empty()));
    }

    private void login(String user) {
        quota.protect(this::answer, user, true).send(REQUEST);
    }

    private void administration() {
        quota.protect(this::answer, "administrator", false).send(REQUEST);
    }

    private TransportResponse answer(TransportRequest request) {
        sent++;
        return answer;
    }

    private static TransportResponse answer(int status, Long retryAfter, Long remaining, Long reset) {
        return new TransportResponse(
                status,
                "",
                Optional.empty(),
                Optional.ofNullable(retryAfter).map(Duration::ofSeconds),
                new RateLimitHeaders(
                        Optional.empty(),
                        Optional.ofNullable(remaining),
                        Optional.ofNullable(reset).map(Duration::ofSeconds)));
    }
}
