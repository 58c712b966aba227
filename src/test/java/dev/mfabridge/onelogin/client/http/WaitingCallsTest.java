package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Waiting for the call of another request, through the transports with limits. */
class WaitingCallsTest {
    /** Transport that waits in its own way. */
    private final Transport inner = new Transport() {
        @Override
        public TransportResponse send(TransportRequest request) {
            throw new AssertionError("sent");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T await(String operation, CompletableFuture<T> result) {
            return (T) (operation + " " + result.join());
        }
    };

    private final CompletableFuture<String> token = CompletableFuture.completedFuture("t1");

    @Test
    @DisplayName("A transport without limits waits for the result")
    void plainTransportWaitsForResult() {
        Transport plain = inner::send;

        assertThat(plain.await("POST /token", token)).isEqualTo("t1");
    }

    @Test
    @DisplayName("The circuit breaker leaves the waiting to the transport behind it")
    void breakerLeavesWaitingToTransport() {
        var breaker = new OneLoginCircuitBreaker(
                Instant::now, Duration.ofMinutes(1), new OneLoginCircuitBreaker.StateListener() {
                    @Override
                    public void opened() {}

                    @Override
                    public void closed() {}
                });

        assertThat(breaker.protect(inner, Optional.empty(), () -> true).await("POST /token", token))
                .isEqualTo("POST /token t1");
    }

    @Test
    @DisplayName("The rate limit of the account leaves the waiting to the transport behind it")
    void quotaLeavesWaitingToTransport() {
        var quota = new AccountQuota(Instant::now, new AccountQuota.QuotaListener() {
            @Override
            public void paused(Instant until) {}

            @Override
            public void reserved(Instant until) {}
        });

        assertThat(quota.protect(inner, "ann", true).await("POST /token", token))
                .isEqualTo("POST /token t1");
    }
}
