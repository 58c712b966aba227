package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.http.OneLoginCircuitBreaker;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Gauges of the circuit breakers by their state. */
public final class CircuitBreakerMetrics {
    private CircuitBreakerMetrics() {}

    /**
     * Registers a gauge for each state. Call this once for each realm, since Micrometer warns of a second gauge.
     *
     * @param count returns the number of the realm's circuit breakers in a state
     */
    public static void register(String realm, ToLongFunction<OneLoginCircuitBreaker.BreakerState> count) {
        for (var state : OneLoginCircuitBreaker.BreakerState.values()) {
            Metric.CIRCUITS.gauge(
                    () -> count.applyAsLong(state), realm, state.name().toLowerCase(Locale.ROOT));
        }
    }
}
