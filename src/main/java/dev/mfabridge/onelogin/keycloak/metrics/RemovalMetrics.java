package dev.mfabridge.onelogin.keycloak.metrics;

import java.util.Locale;
import org.keycloak.models.KeycloakContext;

/**
 * Counts what becomes of devices in OneLogin whose credential was removed in Keycloak.
 *
 * @param realm the name of the realm of their users
 */
public record RemovalMetrics(String realm) {

    /** Outcome for one device. */
    public enum RemovalOutcome {
        /** OneLogin removed it, or had it no more. */
        REMOVED,
        /** OneLogin refused to remove it. */
        REFUSED,
        /** OneLogin could not be asked, or gave no usable answer. */
        FAILED,
        /** No execution has settings for the account that it is in. */
        NO_SETTINGS,
        /** The setting "Keep devices" keeps it. */
        KEPT,
        /** The user proved it again before it could be removed. */
        OBSOLETE,
        /** The user removed the credential with no OneLogin factor proven in that session. */
        UNPROVEN
    }

    /** Of the realm that the request is for. */
    public static RemovalMetrics of(KeycloakContext context) {
        return new RemovalMetrics(context.getRealm().getName());
    }

    public void count(RemovalOutcome outcome) {
        Metric.REMOVALS.increment(realm, outcome.name().toLowerCase(Locale.ROOT));
    }
}
