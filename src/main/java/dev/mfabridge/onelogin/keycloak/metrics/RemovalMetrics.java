package dev.mfabridge.onelogin.keycloak.metrics;

import java.util.Locale;
import org.keycloak.models.KeycloakContext;

/**
 * Counters of the removals of orphaned devices.
 *
 * @param realm the name of the users' realm
 */
public record RemovalMetrics(String realm) {

    /** Outcome of the removal of one device. */
    public enum RemovalOutcome {
        /** OneLogin removed the device, or no longer had the device. */
        REMOVED,
        /** OneLogin rejected the removal. */
        REFUSED,
        /** OneLogin was unreachable or gave no usable answer. */
        FAILED,
        /** A budget of calls was used up, so the removal was not attempted. */
        POSTPONED,
        /** No execution has settings for the device's account. */
        NO_SETTINGS,
        /** The setting <i>Keep devices</i> keeps the device. */
        KEPT,
        /** The user proved the device again before the removal. */
        OBSOLETE,
        /** The user removed the credential in a session without a proof. */
        UNPROVEN
    }

    /** Returns the metrics of the realm of the current request. */
    public static RemovalMetrics of(KeycloakContext context) {
        return new RemovalMetrics(context.getRealm().getName());
    }

    public void count(RemovalOutcome outcome) {
        Metric.REMOVALS.increment(realm, outcome.name().toLowerCase(Locale.ROOT));
    }
}
