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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLoginCircuitBreakerTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());

    private final List<String> news = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private Supplier<TransportResponse> answer = () -> reply(200);
    private OneLoginCircuitBreaker breaker = pausing(Duration.ofMinutes(1));

    @ParameterizedTest
    @MethodSource("noAnswers")
    void whereSeveralRequestsInARowGetNoAnswerNoMoreAreSent(Supplier<TransportResponse> noAnswer) {
        answer = noAnswer;
        send(OneLoginCircuitBreaker.FAILURES);

        assertThatThrownBy(this::send)
                .isInstanceOf(OneLoginException.Unreachable.class)
                .hasMessageContaining("GET /x: not sent");

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(news).containsExactly("opened");
    }

    static Stream<Supplier<TransportResponse>> noAnswers() {
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
    void oneAnswerInBetweenIsEnoughToGoOnAsking() {
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);
        answer = () -> reply(200);
        send(1);
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES - 1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 429, 500})
    void anAnswerIsOneWhateverItSays(int status) {
        answer = () -> reply(status);

        send(2 * OneLoginCircuitBreaker.FAILURES);

        assertThat(sent).hasValue(2 * OneLoginCircuitBreaker.FAILURES);
    }

    @ParameterizedTest
    @MethodSource("failuresOfOurOwn")
    void whatIsNoOutageOfOneLoginsDoesNotCountAsOne(RuntimeException failure) {
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
    void aTrialThatWasNotSentClosesNothing() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        waitForThePause();
        answer = () -> {
            throw new OneLoginException.PoolExhausted("all connections in Keycloak's connection pool are in use");
        };

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        waitForThePause();
        answer = () -> reply(200);
        send(1);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
    }

    @Test
    void whatWasNotSentIsNoAnswerBetweenFailures() {
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
    void afterThePauseOneRequestIsSentAndItsAnswerClosesTheCircuit() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        waitForThePause();
        answer = () -> reply(200);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.HALF_OPEN);
        send(3);

        assertThat(sent).hasValue(OneLoginCircuitBreaker.FAILURES + 3);
        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.CLOSED);
        assertThat(news).containsExactly("opened", "closed");
    }

    @Test
    void aTrialThatGetsNoAnswerBeginsAnotherPauseAndIsNoNews() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        waitForThePause();

        send(1);

        assertThat(breaker.state()).isEqualTo(OneLoginCircuitBreaker.BreakerState.OPEN);
        assertThat(news).containsExactly("opened");
    }

    @Test
    void whileATrialIsUnderWayNothingElseIsSent() {
        breaker = pausing(Duration.ofMillis(50));
        answer = () -> reply(503);
        send(OneLoginCircuitBreaker.FAILURES);
        waitForThePause();
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
                news.add("opened");
            }

            @Override
            public void closed() {
                news.add("closed");
            }
        });
    }

    private void waitForThePause() {
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
                // What comes of it is not what is looked at.
            }
        }
    }

    private static TransportResponse reply(int status) {
        return new TransportResponse(status, "", Optional.empty(), Optional.empty());
    }
}
