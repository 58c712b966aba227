package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.CallPermits;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import dev.mfabridge.onelogin.keycloak.metrics.CallMetrics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Permits around the calls of a request, and the log of rejected calls. */
class LimitedTransportTest {
    private static final TransportRequest REQUEST = new TransportRequest(
            "GET /x", "GET", URI.create("https://example.onelogin.com/x"), "bearer t", Optional.empty());
    private static final TransportResponse ANSWER = new TransportResponse(200, "", Optional.empty(), Optional.empty());

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RejectionLog log = new RejectionLog(() -> now);
    private final CallPermits permits = new CallPermits(2);

    @Test
    @DisplayName("A call and the waiting for a token hold a permit until they end")
    void callAndWaitingHoldAPermit() {
        var inside = limited(request -> ANSWER);
        var outside = limited(request -> {
            assertThatThrownBy(() -> inside.send(REQUEST)).isInstanceOf(OneLoginException.Busy.class);
            assertThatThrownBy(() -> inside.await("POST /token", new CompletableFuture<>()))
                    .isInstanceOf(OneLoginException.Busy.class);
            return ANSWER;
        });

        outside.send(REQUEST);

        assertThat(inside.send(REQUEST)).isEqualTo(ANSWER);
    }

    @Test
    @DisplayName("A failed call releases its permit")
    void failedCallReleasesItsPermit() {
        var failing = limited(request -> {
            throw new OneLoginException.TimedOut("");
        });

        for (var call = 0; call < 5; call++) {
            assertThatThrownBy(() -> failing.send(REQUEST)).isInstanceOf(OneLoginException.TimedOut.class);
        }
    }

    @Test
    @DisplayName("The log has one line for the rejections of ten seconds")
    void rejectionsShareOneLine() {
        assertThat(log.countToLog("acme")).isEqualTo(1);
        for (var login = 0; login < 199; login++) {
            assertThat(log.countToLog("acme")).isZero();
        }
        assertThat(log.countToLog("other")).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(10));

        assertThat(log.countToLog("acme")).isEqualTo(200);
    }

    private Transport limited(Transport transport) {
        return new LimitedTransport(transport, permits, new CallMetrics("acme"), log, Optional.of("user"), false);
    }
}
