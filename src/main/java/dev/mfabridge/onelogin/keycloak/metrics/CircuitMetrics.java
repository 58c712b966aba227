package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.api.http.Circuit;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Shows where the circuits to OneLogin stand. */
public final class CircuitMetrics {
    private CircuitMetrics() {}

    /**
     * Shows how many circuits of a realm are in each state. To be said once for each realm.
     *
     * @param count how many of the realm's are in a state
     */
    public static void watch(String realm, ToLongFunction<Circuit.State> count) {
        for (var state : Circuit.State.values()) {
            Metric.CIRCUITS.show(
                    () -> count.applyAsLong(state), realm, state.name().toLowerCase(Locale.ROOT));
        }
    }
}
