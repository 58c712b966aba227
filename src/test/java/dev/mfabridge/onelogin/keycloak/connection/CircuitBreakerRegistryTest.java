package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.OneLoginCircuitBreaker;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.client.http.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Circuit breakers of the realms, as an administrator sees them in the metrics. */
class CircuitBreakerRegistryTest {
    private static final URI MISSPELT = URI.create("https://examlpe.onelogin.com");
    private static final URI RIGHT = URI.create("https://example.onelogin.com");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final CircuitBreakerRegistry breakers = new CircuitBreakerRegistry(source);

    @Test
    @DisplayName("The registry removes the circuit breaker of a base URL that is no longer used")
    void breakerOfAnUnusedUrlIsRemoved() {
        fails("acme", MISSPELT);
        assertThat(breakers.count("acme", OneLoginCircuitBreaker.BreakerState.OPEN))
                .isOne();

        now = now.plus(Duration.ofMinutes(11));
        breakers.get("acme", RIGHT);

        assertThat(breakers.count("acme", OneLoginCircuitBreaker.BreakerState.CLOSED))
                .isOne();
        assertThat(breakers.count("acme", OneLoginCircuitBreaker.BreakerState.OPEN))
                .isZero();
        assertThat(breakers.count("acme", OneLoginCircuitBreaker.BreakerState.HALF_OPEN))
                .isZero();
    }

    @Test
    @DisplayName("The registry keeps the circuit breaker of a base URL that is in use")
    void breakerOfAUsedUrlStays() {
        fails("acme", RIGHT);

        now = now.plus(Duration.ofMinutes(9));
        breakers.get("acme", RIGHT);
        now = now.plus(Duration.ofMinutes(9));

        assertThat(breakers.count("acme", OneLoginCircuitBreaker.BreakerState.CLOSED))
                .isZero();
    }

    @Test
    @DisplayName("Each realm has its own circuit breaker for a base URL")
    void realmsHaveTheirOwnBreakers() {
        fails("acme", RIGHT);

        breakers.get("other", RIGHT);

        assertThat(breakers.count("other", OneLoginCircuitBreaker.BreakerState.CLOSED))
                .isOne();
    }

    private void fails(String realm, URI address) {
        Transport failing = request -> {
            throw new OneLoginException.TimedOut("no complete answer");
        };
        var transport = breakers.get(realm, address).protect(failing, Optional.empty(), () -> true);
        var request = new TransportRequest("GET /test", "GET", address, "bearer t1", Optional.empty());
        for (var failure = 0; failure < OneLoginCircuitBreaker.FAILURES; failure++) {
            assertThatThrownBy(() -> transport.send(request)).isInstanceOf(OneLoginException.TimedOut.class);
        }
    }
}
