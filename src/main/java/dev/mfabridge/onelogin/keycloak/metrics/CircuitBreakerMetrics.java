package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.http.OneLoginCircuitBreaker;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Shows where the circuits to OneLogin stand. */
public final class CircuitBreakerMetrics {
    private CircuitBreakerMetrics() {}

    /**
     * Shows how many circuits of a realm are in each state. To be said once for each realm.
     *
     * @param count how many of the realm's are in a state
     */
    public static void register(String realm, ToLongFunction<OneLoginCircuitBreaker.BreakerState> count) {
        for (var state : OneLoginCircuitBreaker.BreakerState.values()) {
            Metric.CIRCUITS.gauge(
                    () -> count.applyAsLong(state), realm, state.name().toLowerCase(Locale.ROOT));
        }
    }
}
