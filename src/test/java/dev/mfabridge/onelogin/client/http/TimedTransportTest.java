package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deadline of one request over all of its calls. */
class TimedTransportTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());

    private Duration now = Duration.ofHours(1);
    private final List<Duration> limits = new ArrayList<>();
    private final TransportResponse answer = new TransportResponse(200, "", Optional.empty(), Optional.empty());
    private final Transport transport = new TimedTransport(RequestDeadline.start(() -> now.toNanos()), limit -> {
        limits.add(limit);
        return request -> answer;
    });

    @Test
    @DisplayName("A call gets 10 seconds, or what the calls before it left of 15 seconds")
    void callGetsWhatIsLeft() {
        transport.send(REQUEST);
        now = now.plusSeconds(9);
        transport.send(REQUEST);
        now = now.plusSeconds(3);
        transport.send(REQUEST);

        assertThat(limits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(6), Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("A call within the deadline returns OneLogin's answer")
    void callReturnsAnswer() {
        assertThat(transport.send(REQUEST)).isSameAs(answer);
    }

    @Test
    @DisplayName("A call for which too little time is left is not sent, and certainly not processed")
    void callWithoutTimeIsNotSent() {
        now = now.plusMillis(12_001);

        assertThatThrownBy(() -> transport.send(REQUEST))
                .isInstanceOfSatisfying(
                        OneLoginException.OutOfTime.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isFalse())
                .hasMessageContaining("GET /x: not sent");

        assertThat(limits).isEmpty();
        assertThatThrownBy(() -> transport.await("POST /token", new CompletableFuture<>()))
                .isInstanceOf(OneLoginException.OutOfTime.class);
    }

    @Test
    @DisplayName("A deadline of the server's clock gives the first call all of its time")
    void deadlineOfServerClockGivesFirstCallItsTime() {
        assertThat(RequestDeadline.start().forCall("GET /x")).isEqualTo(RequestDeadline.CALL);
    }

    @Test
    @DisplayName("Waiting for the call of another request ends with the time of this request")
    void waitingEndsWithTheTime() {
        now = now.plusSeconds(12);
        var pending = new CompletableFuture<String>();

        assertThatThrownBy(() -> transport.await("POST /token", pending))
                .isInstanceOfSatisfying(
                        OneLoginException.Unreachable.class,
                        e -> assertThat(e.mayHaveBeenProcessed()).isFalse());

        assertThat(pending).isNotDone();
    }

    @Test
    @DisplayName("Waiting returns the result of the other request, or its failure")
    void waitingReturnsTheResult() {
        assertThat(transport.await("POST /token", CompletableFuture.completedFuture("t1")))
                .isEqualTo("t1");

        var failure = new OneLoginException.TimedOut("");
        assertThatThrownBy(() -> transport.await("POST /token", CompletableFuture.failedFuture(failure)))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }
}
