package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

    private static final TransportRequest TOKEN = new TransportRequest(
            "POST /auth/oauth2/v2/token",
            "POST",
            URI.create("https://example.onelogin.com/auth/oauth2/v2/token"),
            "Basic t",
            Optional.empty());

    private final List<String> notifications = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger trials = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Supplier<TransportResponse> answer = () -> reply(200);
    private BooleanSupplier trialResult = () -> true;
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
    @DisplayName("If a limit of this server ends a trial, the next request makes the trial again without another pause")
    void trialThatWasNotMadeIsRepeatedAtOnce() {
        openAndAwaitHalfOpen();
        trialResult = () -> {
            throw new OneLoginException.OutOfTime("no time left");
        };

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.HALF_OPEN);
        assertThat(breaker.isOutageConfirmed()).isFalse();
        trialResult = () -> true;
        send(1);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    @DisplayName("A trial that fails without a result doesn't close the circuit breaker")
    void trialWithoutResultDoesNotCloseTheBreaker() {
        openAndAwaitHalfOpen();
        trialResult = () -> {
            throw new IllegalStateException("broken");
        };

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(breaker.isOutageConfirmed()).isFalse();
        awaitHalfOpen();
        trialResult = () -> true;
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

    @ParameterizedTest
    @DisplayName("One or two users with a failing device keep the circuit breaker closed, however often they try")
    @MethodSource("failuresOfADevice")
    void failingDevicesOfTwoUsersKeepTheBreakerClosed(Supplier<TransportResponse> failure) {
        answer = failure;

        for (var attempt = 0; attempt < 20; attempt++) {
            send(1, Optional.of("attacker"));
            send(1, Optional.of("accomplice"));
        }

        assertThat(sent).hasValue(40);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    static Stream<Supplier<TransportResponse>> failuresOfADevice() {
        return missingAnswers();
    }

    @Test
    @DisplayName("Failures of three users open the circuit breaker")
    void failuresOfThreeUsersOpenTheBreaker() {
        answer = () -> reply(503);
        send(4, Optional.of("ann"));
        send(1, Optional.of("ben"));
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);

        send(1, Optional.of("cora"));

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(notifications).containsExactly("opened");
    }

    @Test
    @DisplayName("Failures of many users beside the successes of others keep the circuit breaker closed")
    void successOfAnyUserResetsTheFailures() {
        for (var user = 0; user < 20; user++) {
            answer = () -> reply(503);
            send(4, Optional.of("user " + user));
            answer = () -> reply(200);
            send(1, Optional.of("victim"));
        }

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    @DisplayName("Failures without a connection open the circuit breaker, also if all are calls about one user")
    void missingConnectionConcernsOneLogin() {
        answer = () -> {
            throw OneLoginException.Unreachable.notProcessed("no connection", null);
        };

        send(OneLoginCircuitBreaker.FAILURES, Optional.of("ann"));

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
    }

    @Test
    @DisplayName("Failed fetches of an access token open the circuit breaker, also if all are for one user")
    void failedTokensConcernOneLogin() {
        answer = () -> reply(503);

        send(OneLoginCircuitBreaker.FAILURES, Optional.of("ann"), TOKEN);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
    }

    @Test
    @DisplayName(
            "The circuit breaker makes a trial after the pause, whose answer closes it and lets the request through")
    void answeredTrialClosesTheBreaker() {
        openAndAwaitHalfOpen();
        answer = () -> reply(200);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.HALF_OPEN);
        send(3);

        assertThat(trials).hasValue(1);
        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 3);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
        assertThat(notifications).containsExactly("opened", "closed");
    }

    @Test
    @DisplayName("A user whose device fails neither keeps the circuit breaker open nor opens it again")
    void failingDeviceDoesNotDecideTheTrial() {
        openAndAwaitHalfOpen();
        answer = () -> reply(503);

        send(20, Optional.of("attacker"));

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 20);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    @DisplayName("A failed trial starts another pause, sends no request and notifies no listener")
    void failedTrialStartsAnotherPauseWithoutNotification() {
        openAndAwaitHalfOpen();
        trialResult = () -> false;
        answer = () -> reply(200);

        send(3);

        assertThat(trials).hasValue(1);
        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(notifications).containsExactly("opened");
    }

    @Test
    @DisplayName("A trial blocks all other requests until it ends")
    void trialBlocksOtherRequests() {
        openAndAwaitHalfOpen();
        answer = () -> reply(200);
        trialResult = () -> {
            assertThatThrownBy(this::send).hasMessageContaining("not sent");
            return true;
        };

        send(1);

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 1);
    }

    @Test
    @DisplayName("A failed harmless call confirms an outage for 20 seconds, or until OneLogin answers")
    void harmlessCallConfirmsAnOutage() {
        assertThat(breaker.isOutageConfirmed()).isFalse();

        breaker.recordHarmlessCall(false);
        assertThat(breaker.isOutageConfirmed()).isTrue();
        now = now.plusSeconds(20);
        assertThat(breaker.isOutageConfirmed()).isFalse();

        breaker.recordHarmlessCall(false);
        send(1, Optional.of("ann"));
        assertThat(breaker.isOutageConfirmed()).isFalse();
    }

    @Test
    @DisplayName("A failed trial confirms the outage")
    void failedTrialConfirmsAnOutage() {
        openAndAwaitHalfOpen();
        assertThat(breaker.isOutageConfirmed()).isFalse();
        trialResult = () -> false;

        send(1);

        assertThat(breaker.isOutageConfirmed()).isTrue();
    }

    @Test
    @DisplayName("An answered harmless call closes a circuit breaker that the failures of users opened")
    void answeredHarmlessCallClosesTheBreaker() {
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);

        breaker.recordHarmlessCall(true);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
        assertThat(notifications).containsExactly("opened", "closed");
    }

    @Test
    @DisplayName("An answered harmless call ends the confirmation of an outage")
    void answeredHarmlessCallEndsTheConfirmation() {
        breaker.recordHarmlessCall(false);

        breaker.recordHarmlessCall(true);

        assertThat(breaker.isOutageConfirmed()).isFalse();
    }

    @Test
    @DisplayName("Failed harmless calls open the circuit breaker")
    void failedHarmlessCallsOpenTheBreaker() {
        for (var call = 0; call < OneLoginCircuitBreaker.FAILURES; call++) {
            breaker.recordHarmlessCall(false);
        }

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
    }

    @Test
    @DisplayName("An unreadable answer between failures keeps the circuit breaker closed")
    void unreadableAnswerResetsTheFailureCount() {
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);
        answer = () -> {
            throw new OneLoginException.InvalidResponse("larger than 1 MB");
        };
        send(1);
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    @DisplayName("A request through a closed circuit breaker returns OneLogin's answer")
    void closedBreakerReturnsTheAnswer() {
        var reply = reply(200);
        answer = () -> reply;

        assertThat(send(Optional.of("ann"), REQUEST)).isSameAs(reply);
    }

    private void openAndAwaitHalfOpen() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        awaitHalfOpen();
    }

    private OneLoginCircuitBreaker pausing(Duration pause) {
        return new OneLoginCircuitBreaker(() -> now, pause, new OneLoginCircuitBreaker.StateListener() {
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
        send(Optional.empty(), REQUEST);
    }

    private TransportResponse send(Optional<String> user, TransportRequest about) {
        Transport transport = request -> {
            sent.incrementAndGet();
            return answer.get();
        };
        return breaker.protect(transport, user, () -> {
                    trials.incrementAndGet();
                    return trialResult.getAsBoolean();
                })
                .send(about);
    }

    private void send(int times) {
        send(times, Optional.empty());
    }

    private void send(int times, Optional<String> user) {
        send(times, user, REQUEST);
    }

    private void send(int times, Optional<String> user, TransportRequest request) {
        for (int i = 0; i < times; i++) {
            try {
                send(user, request);
            } catch (OneLoginException | IllegalStateException e) {
                // The test checks only the state of the circuit breaker.
            }
        }
    }

    private static TransportResponse reply(int status) {
        return new TransportResponse(status, "", Optional.empty(), Optional.empty());
    }
}
