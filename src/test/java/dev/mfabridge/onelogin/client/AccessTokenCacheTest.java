package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache of access tokens: one fetch at a time, renewal before the expiry, and invalidation. */
class AccessTokenCacheTest {
    private static final OneLoginAccount ACCOUNT = account("secret");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    @DisplayName("The cache fetches one token for any number of waiting threads")
    void tokenIsFetchedOnceForAllWaitingThreads() throws Exception {
        var fetches = new AtomicInteger();
        var allWait = new CountDownLatch(1);
        Transport slow = request -> {
            fetches.incrementAndGet();
            await(allWait);
            return token("t1");
        };
        var tokens = new AccessTokenCache(Clock.systemUTC());
        var threads = Executors.newFixedThreadPool(32);
        try {
            var got = IntStream.range(0, 32)
                    .mapToObj(
                            i -> threads.submit(() -> tokens.get(ACCOUNT, slow).value()))
                    .toList();
            allWait.countDown();
            for (var token : got) {
                assertThat(token.get(10, TimeUnit.SECONDS)).isEqualTo("t1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    @DisplayName("The cache fetches a token again after a failure")
    void tokenIsFetchedAgainAfterAFailure() {
        var oneLogin = new ScriptedTransport().reply(503, "{}").token("t2");
        var tokens = new AccessTokenCache(Clock.systemUTC());

        assertThatThrownBy(() -> tokens.get(ACCOUNT, oneLogin)).isInstanceOf(OneLoginException.Unreachable.class);

        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t2");
    }

    @Test
    @DisplayName("A limit of the request that fetches a token fails no request that waits for the token")
    void limitOfTheFetchingRequestIsNotThatOfOthers() throws Exception {
        var tokens = new AccessTokenCache(Clock.systemUTC());
        var isFetching = new CountDownLatch(1);
        var isWaiting = new CountDownLatch(1);
        Transport limited = request -> {
            isFetching.countDown();
            await(isWaiting);
            throw new OneLoginException.Busy("too many calls at once");
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            var rejected = threads.submit(() -> tokens.get(ACCOUNT, limited));
            await(isFetching);
            var waiting = threads.submit(
                    () -> tokens.get(ACCOUNT, new WaitingTransport(isWaiting)).value());

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("t2");
            assertThatThrownBy(() -> rejected.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(OneLoginException.Busy.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("A fetch that the budget of another caller rejected is repeated with the own budget")
    void fetchOutsideOtherBudgetIsRepeatedWithOwnBudget() throws Exception {
        var isFetching = new CountDownLatch(1);
        var mayFail = new CountDownLatch(1);
        Transport withoutBudget = request -> {
            isFetching.countDown();
            await(mayFail);
            throw new OneLoginException.BudgetExhausted("", NOW, false);
        };
        var tokens = new AccessTokenCache(Clock.systemUTC());
        var threads = Executors.newFixedThreadPool(2);
        try {
            var other = threads.submit(() -> tokens.get(ACCOUNT, withoutBudget));
            await(isFetching);
            var own = threads.submit(() ->
                    tokens.get(ACCOUNT, new ScriptedTransport().token("t1")).value());
            mayFail.countDown();

            assertThat(own.get(10, TimeUnit.SECONDS)).isEqualTo("t1");
            assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(OneLoginException.BudgetExhausted.class);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Transport that reports a request which waits for the call of another request. */
    private record WaitingTransport(CountDownLatch isWaiting) implements Transport {
        @Override
        public TransportResponse send(TransportRequest request) {
            return token("t2");
        }

        @Override
        public <T> T await(String operation, CompletableFuture<T> result) {
            isWaiting.countDown();
            return result.join();
        }
    }

    @Test
    @DisplayName("The cache renews a token five minutes before it expires")
    void tokenIsRenewedBeforeItExpires() {
        var clock = new SettableClock();
        var oneLogin = new ScriptedTransport().token("t1").token("t2");
        var tokens = new AccessTokenCache(clock);
        tokens.get(ACCOUNT, oneLogin);

        clock.now = NOW.plus(Duration.ofHours(10)).minus(Duration.ofMinutes(6));
        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t1");
        clock.now = NOW.plus(Duration.ofHours(10)).minus(Duration.ofMinutes(5));
        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t2");
    }

    @Test
    @DisplayName("The lifetime of a token starts when OneLogin created it")
    void tokenLifetimeStartsAtItsCreation() {
        var clock = new SettableClock();
        var oneLogin = new ScriptedTransport()
                .reply(200, made("t1", NOW.minus(Duration.ofHours(9))))
                .token("t2");
        var tokens = new AccessTokenCache(clock);
        tokens.get(ACCOUNT, oneLogin);

        clock.now = NOW.plus(Duration.ofMinutes(54));
        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t1");
        clock.now = NOW.plus(Duration.ofMinutes(55));
        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t2");
    }

    /** OneLogin returns the same token until it expires, so there is no newer token. */
    @Test
    @DisplayName("The cache doesn't fetch a token for each call while the token is about to expire")
    void expiringTokenIsNotFetchedForEachCall() {
        var clock = new SettableClock();
        var almostOver = made("t1", NOW.minus(Duration.ofHours(10)).plus(Duration.ofMinutes(4)));
        var oneLogin = new ScriptedTransport().reply(200, almostOver).reply(200, almostOver);
        var tokens = new AccessTokenCache(clock);
        tokens.get(ACCOUNT, oneLogin);

        clock.now = NOW.plus(Duration.ofSeconds(119));
        tokens.get(ACCOUNT, oneLogin);
        assertThat(oneLogin.requests()).hasSize(1);
        clock.now = NOW.plus(Duration.ofSeconds(120));
        tokens.get(ACCOUNT, oneLogin);
        assertThat(oneLogin.requests()).hasSize(2);
    }

    @Test
    @DisplayName("The cache uses a new token even if the clock says that the token has expired")
    void newTokenIsUsedEvenIfItSeemsExpired() {
        var oneLogin = new ScriptedTransport().reply(200, made("t1", Instant.parse("2015-11-11T03:36:18.714Z")));
        var tokens = new AccessTokenCache(new SettableClock());

        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t1");
        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t1");
    }

    @Test
    @DisplayName("The cache reads a wrapped token whose numbers are text")
    void wrappedTokenWithTextNumbersIsRead() {
        var oneLogin = new ScriptedTransport()
                .reply(
                        200,
                        "{\"status\":{\"error\":false,\"code\":200,\"type\":\"success\",\"message\":\"Success\"},"
                                + "\"data\":[{\"access_token\":\"t1\",\"expires_in\":\"36000\"}]}");

        assertThat(new AccessTokenCache(new SettableClock())
                        .get(ACCOUNT, oneLogin)
                        .value())
                .isEqualTo("t1");
    }

    private static String made(String token, Instant at) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":36000,\"created_at\":\"" + at + "\"}";
    }

    @Test
    @DisplayName("Invalidation removes the rejected token and keeps a newer token")
    void invalidationKeepsANewerToken() {
        var oneLogin = new ScriptedTransport().token("t1").token("t2");
        var tokens = new AccessTokenCache(Clock.systemUTC());
        var first = tokens.get(ACCOUNT, oneLogin);

        tokens.invalidate(ACCOUNT, first);
        tokens.get(ACCOUNT, oneLogin);
        tokens.invalidate(ACCOUNT, first);

        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t2");
    }

    @Test
    @DisplayName("Another client secret has another token")
    void anotherSecretHasAnotherToken() {
        var oneLogin = new ScriptedTransport().token("t1").token("t2");
        var tokens = new AccessTokenCache(Clock.systemUTC());

        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t1");
        assertThat(tokens.get(account("another"), oneLogin).value()).isEqualTo("t2");
    }

    @ParameterizedTest
    @DisplayName("The exception of a failed fetch shows the cause")
    @CsvSource({
        "401, Unauthorized",
        "400, Unauthorized",
        "404, Unauthorized",
        "302, Unauthorized",
        "429, RateLimited",
        "500, InvalidResponse",
        "200, InvalidResponse"
    })
    void failedFetchNamesItsCause(int status, String exception) {
        var oneLogin = new ScriptedTransport()
                .reply(status, "{\"status\":{\"error\":true,\"code\":401,\"type\":\"Unauthorized\"}}");

        assertThatThrownBy(() -> new AccessTokenCache(Clock.systemUTC()).get(ACCOUNT, oneLogin))
                .isInstanceOf(OneLoginException.class)
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception))
                .hasMessageStartingWith("POST /auth/oauth2/v2/token: OneLogin answered HTTP " + status);
    }

    @Test
    @DisplayName("A listener is notified only of the fetches that its own calls caused")
    void listenerIsNotifiedOfItsOwnFetches() {
        var notifications = new ArrayList<String>();
        var oneLogin = new ScriptedTransport().reply(200, "<html>").token("t1");
        var tokens = new AccessTokenCache(Clock.systemUTC());
        var watched = tokens.withListener(new TokenRenewalListener() {
            @Override
            public void renewed() {
                notifications.add("renewed");
            }

            @Override
            public void failed(OneLoginException failure) {
                notifications.add(failure.getClass().getSimpleName());
            }
        });

        assertThatThrownBy(() -> watched.get(ACCOUNT, oneLogin)).isInstanceOf(OneLoginException.InvalidResponse.class);
        watched.get(ACCOUNT, oneLogin);
        watched.get(ACCOUNT, oneLogin);
        tokens.get(ACCOUNT, oneLogin);

        assertThat(notifications).containsExactly("InvalidResponse", "renewed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t 1\",\"expires_in\":36000}",
                "{\"access_token\":\"t1\",\"expires_in\":\"1e3\"}",
                "{\"access_token\":\"t1\"}"
            })
    @DisplayName("An answer without a token for a header or without a lifetime is unreadable")
    void answerWithoutUsableTokenIsUnreadable(String body) {
        var oneLogin = new ScriptedTransport().reply(200, body);

        assertThatThrownBy(() -> new AccessTokenCache(new SettableClock()).get(ACCOUNT, oneLogin))
                .isInstanceOf(OneLoginException.InvalidResponse.class);
    }

    @ParameterizedTest
    @CsvSource({"300, UNAUTHORIZED", "400, UNAUTHORIZED", "499, UNAUTHORIZED", "500, INVALID_RESPONSE"})
    @DisplayName("A status up to 499 rejects the API credential, and 500 is no clear outage")
    void statusRejectsCredential(int status, OneLoginException.Kind kind) {
        var oneLogin = new ScriptedTransport().reply(status, "");

        assertThatThrownBy(() -> new AccessTokenCache(new SettableClock()).get(ACCOUNT, oneLogin))
                .isInstanceOfSatisfying(
                        OneLoginException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    @DisplayName("A token that OneLogin's clock creates in the future starts its lifetime now")
    void tokenOfFutureStartsNow() {
        var clock = new SettableClock();
        var oneLogin = new ScriptedTransport()
                .reply(200, made("t1", NOW.plus(Duration.ofHours(5))))
                .token("t2");
        var tokens = new AccessTokenCache(clock);
        tokens.get(ACCOUNT, oneLogin);

        clock.now = NOW.plus(Duration.ofHours(10)).minus(Duration.ofMinutes(5));

        assertThat(tokens.get(ACCOUNT, oneLogin).value()).isEqualTo("t2");
    }

    private static OneLoginAccount account(String secret) {
        return new OneLoginAccount(URI.create("https://example.onelogin.com"), "id", secret);
    }

    private static TransportResponse token(String value) {
        return new TransportResponse(
                200, "{\"access_token\":\"" + value + "\",\"expires_in\":36000}", Optional.empty(), Optional.empty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
