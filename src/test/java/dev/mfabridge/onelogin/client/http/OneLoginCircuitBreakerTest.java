package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuit breaker in front of OneLogin's API. */
class OneLoginCircuitBreakerTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());

    private final List<String> notifications = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private Supplier<TransportResponse> answer = () -> reply(200);
    private OneLoginCircuitBreaker breaker = pausing(Duration.ofMinutes(1));

    @ParameterizedTest
    @DisplayName("The circuit breaker opens after several requests in a row without an answer")
    @MethodSource("missingAnswers")
    void breakerOpensAfterRequestsWithoutAnswer(Supplier<TransportResponse> noAnswer) {
        answer = noAnswer;
        send(OneLoginCircuitBreaker.FAILURES);

        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.Unreachable.class)
                .hasMessageContaining("GET /x: not sent");

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(notifications).containsExactly("opened");
    }

    static Stream<Supplier<TransportResponse>> missingAnswers() {
        return Stream.of(
                () -> {
                    throw new OneLoginException.Unreachable("", null);
                },
                () -> {
                    throw new OneLoginException.TimedOut("");
                },
                () -> reply(502),
                () -> reply(503),
                () -> reply(504));
    }

    @Test
    @DisplayName("One answer between failures keeps the circuit breaker closed")
    void answerResetsTheFailureCount() {
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);
        answer = () -> reply(200);
        send(1);
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @ParameterizedTest
    @DisplayName("An answer keeps the circuit breaker closed, also if OneLogin rejects the request")
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 429, 500})
    void answerOfAnyStatusKeepsTheBreakerClosed(int status) {
        answer = () -> reply(status);

        send(2 * OneLoginCircuitBreaker.FAILURES);

        assertThat(sent).hasValue(2 * OneLoginCircuitBreaker.FAILURES);
    }

    @ParameterizedTest
    @DisplayName("A failure that is no outage of OneLogin keeps the circuit breaker closed")
    @MethodSource("failuresOfOurOwn")
    void failureOfTheClientKeepsTheBreakerClosed(RuntimeException failure) {
        answer = () -> {
            throw failure;
        };

        send(2 * OneLoginCircuitBreaker.FAILURES);

        assertThat(sent).hasValue(2 * OneLoginCircuitBreaker.FAILURES);
    }

    static Stream<RuntimeException> failuresOfOurOwn() {
        return Stream.of(
                new OneLoginException.PoolExhausted("all connections in Keycloak's connection pool are in use"),
                new OneLoginException.InvalidResponse("larger than 1 MB"),
                new IllegalStateException());
    }

    @Test
    @DisplayName("A trial that was not sent doesn't close the circuit breaker")
    void unsentTrialDoesNotCloseTheBreaker() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        awaitHalfOpen();
        answer = () -> {
            throw new OneLoginException.PoolExhausted("all connections in Keycloak's connection pool are in use");
        };

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        awaitHalfOpen();
        answer = () -> reply(200);
        send(1);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    @DisplayName("A request that was not sent doesn't reset the count of failures")
    void unsentRequestDoesNotResetTheFailureCount() {
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);
        answer = () -> {
            throw new OneLoginException.PoolExhausted("all connections in Keycloak's connection pool are in use");
        };
        send(1);
        answer = () -> reply(503);
        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
    }

    @Test
    @DisplayName("The circuit breaker sends a trial after the pause, and the answer closes it")
    void answeredTrialClosesTheBreaker() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        awaitHalfOpen();
        answer = () -> reply(200);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.HALF_OPEN);
        send(3);

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 3);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
        assertThat(notifications).containsExactly("opened", "closed");
    }

    @Test
    @DisplayName("A failed trial starts another pause and notifies no listener")
    void failedTrialStartsAnotherPauseWithoutNotification() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        awaitHalfOpen();

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(notifications).containsExactly("opened");
    }

    @Test
    @DisplayName("A trial blocks all other requests until it ends")
    void trialBlocksOtherRequests() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        awaitHalfOpen();
        answer = () -> {
            assertThatThrownBy(this::send).hasMessageContaining("not sent");
            return reply(200);
        };

        send(1);

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 1);
    }

    private OneLoginCircuitBreaker pausing(Duration pause) {
        return new OneLoginCircuitBreaker(pause, new OneLoginCircuitBreaker.StateListener() {
            @Override
            public void opened() {
                notifications.add("opened");
            }

            @Override
            public void closed() {
                notifications.add("closed");
            }
        });
    }

    private void awaitHalfOpen() {
        Awaitility.await().until(() -> breaker.state() == OneLoginCircuitBreaker.BreakerState.HALF_OPEN);
    }

    private void send() {
        breaker.protect(request -> {
                    sent.incrementAndGet();
                    return answer.get();
                })
                .send(REQUEST);
    }

    private void send(int times) {
        for (int i = 0; i < times; i++) {
            try {
                send();
            } catch (OneLoginException | IllegalStateException e) {
                // The test checks only the state of the circuit breaker.
            }
        }
    }

    private static TransportResponse reply(int status) {
        return new TransportResponse(status, "", Optional.empty(), Optional.empty());
    }
}
