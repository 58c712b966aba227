package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.api.http.Circuit;
import java.util.Locale;
import java.util.function.ToLongBiFunction;

/** Shows where the circuits to OneLogin stand. */
public final class CircuitMetrics {
    private CircuitMetrics() {}

    /**
     * Shows how many circuits of a realm are in each state. To be said once for each realm.
     *
     * @param circuits who knows; not kept from being garbage-collected
     * @param count how many of the realm's are in a state
     */
    public static <T> void watch(String realm, T circuits, ToLongBiFunction<T, Circuit.State> count) {
        for (var state : Circuit.State.values()) {
            Metric.CIRCUITS.show(
                    circuits,
                    all -> count.applyAsLong(all, state),
                    realm,
                    state.name().toLowerCase(Locale.ROOT));
        }
    }
}
