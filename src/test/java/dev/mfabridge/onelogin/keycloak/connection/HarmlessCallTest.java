package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.net.URI;
import java.time.Clock;
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

/** Harmless call, which tells an outage of OneLogin from the failure of one user's device (S1). */
class HarmlessCallTest {
    private static final URI ADDRESS = URI.create("https://example.onelogin.com");
    private static final Transport UNLIMITED = request -> {
        throw new AssertionError("Nothing is sent here");
    };

    private final HarmlessCall harmlessCall = new HarmlessCall();

    @ParameterizedTest
    @DisplayName("Any answer is an answer, except that OneLogin can't serve the call")
    @CsvSource({"200, true", "401, true", "403, true", "429, true", "302, true", "500, false", "503, false"})
    void anyAnswerIsAnAnswer(int status, boolean isAnswered) {
        Transport transport = request -> new TransportResponse(
                request.isForToken() ? 200 : status,
                request.isForToken() ? "{\"access_token\":\"t1\",\"expires_in\":36000}" : "[]",
                Optional.empty(),
                Optional.empty());

        assertThat(HarmlessCall.isAnswered(client(transport))).isEqualTo(isAnswered);
    }

    @Test
    @DisplayName("Logins at the same time share one call and its result")
    void loginsShareOneCall() throws Exception {
        var calls = new AtomicInteger();
        var allWait = new CountDownLatch(50);
        Transport waiting = new CountingTransport(allWait);
        var threads = Executors.newFixedThreadPool(51);
        try {
            var results = IntStream.range(0, 51)
                    .mapToObj(login -> threads.submit(() -> harmlessCall.isMissingAnswer(
                            "acme",
                            ADDRESS,
                            () -> {
                                calls.incrementAndGet();
                                await(allWait);
                                return false;
                            },
                            waiting)))
                    .toList();
            for (var result : results) {
                assertThat(result.get(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    @DisplayName("A call that a limit of this server stops is no outage, and the next login makes another call")
    void limitOfThisServerIsNoOutage() {
        assertThat(harmlessCall.isMissingAnswer(
                        "acme",
                        ADDRESS,
                        () -> {
                            throw new OneLoginException.Busy("");
                        },
                        UNLIMITED))
                .isFalse();

        assertThat(harmlessCall.isMissingAnswer("acme", ADDRESS, () -> false, UNLIMITED))
                .isTrue();
        assertThat(harmlessCall.isMissingAnswer("acme", ADDRESS, () -> true, UNLIMITED))
                .isFalse();
    }

    /** Transport that counts the logins which wait for the call of another one. */
    private record CountingTransport(CountDownLatch waiting) implements Transport {
        @Override
        public TransportResponse send(TransportRequest request) {
            throw new AssertionError("Nothing is sent here");
        }

        @Override
        public <T> T await(String operation, CompletableFuture<T> result) {
            waiting.countDown();
            return result.join();
        }
    }

    private static OneLoginClient client(Transport transport) {
        return new OneLoginClient(
                new OneLoginAccount(ADDRESS, "id", "secret"), new AccessTokenCache(Clock.systemUTC()), transport);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
