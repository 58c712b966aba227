package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics.RemovalOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Log lines, events and metrics about a device in OneLogin after its credential was removed in Keycloak. */
record RemovalReport(KeycloakSession session, RealmModel realm, UserModel user) {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    /** Reports that OneLogin removed the device. */
    void removed(DeviceRemoval removal) {
        LOG.infof(
                "%sdevice %s was removed in OneLogin after its credential was removed (%s %s, at %s).",
                prefix(), removal.device(), removal.cause(), removal.actor(), toSeconds(removal.decidedAt()));
        event(removal.credential(), removal.device().value(), "removed_in_onelogin")
                .success();
        count(RemovalOutcome.REMOVED);
    }

    /**
     * Reports a failed attempt.
     *
     * @param next the removal with its next attempt
     */
    void failed(DeviceRemoval next, OneLoginException e, String hint) {
        LOG.warnf(
                "%sdevice %s stays in OneLogin for now, although its credential was removed: %s. %s. %s.",
                prefix(), next.device(), e.getMessage(), hint, describeRetry(next));
        event(next.credential(), next.device().value(), "not_removed_in_onelogin")
                .error(Errors.GENERIC_AUTHENTICATION_ERROR);
        count(e.kind() == OneLoginException.Kind.REFUSED ? RemovalOutcome.REFUSED : RemovalOutcome.FAILED);
    }

    /** Reports an attempt that was not made, since a budget of calls is used up. */
    void postponed(DeviceRemoval next, OneLoginException.BudgetExhausted e) {
        LOG.infof(
                "%sdevice %s stays in OneLogin for now, although its credential was removed: %s. %s.",
                prefix(), next.device(), e.getMessage(), describeRetry(next));
        count(RemovalOutcome.POSTPONED);
    }

    /** Reports that no execution of the realm is configured for the device's account. */
    void noSettings(DeviceRemoval removal) {
        LOG.warnf(
                "%sdevice %s stays in OneLogin, although its credential was removed: no execution \"OneLogin MFA\" of the"
                        + " realm has complete settings for %s, where the device was enrolled. %s.",
                prefix(), removal.device(), removal.account(), describeRetry(removal));
        count(RemovalOutcome.NO_SETTINGS);
    }

    /** Reports that the device was proven again, so it stays. */
    void obsolete(DeviceRemoval removal) {
        LOG.infof(
                "%sdevice %s stays in OneLogin: the user proved the device after its credential was removed (%s %s, at %s).",
                prefix(), removal.device(), removal.cause(), removal.actor(), toSeconds(removal.decidedAt()));
        count(RemovalOutcome.OBSOLETE);
    }

    /** Reports that a user without a proof in this session removed a credential, so the device stays. */
    void unproven(DeviceRecord record) {
        LOG.infof(
                "%sdevice %s stays in OneLogin: the user removed its credential in a session in which no OneLogin factor was"
                        + " proven. The next login challenges the device. To remove the device, use the admin"
                        + " API or OneLogin.",
                prefix(), record.device());
        event(record.credential(), record.device().value(), "kept_in_onelogin").success();
        count(RemovalOutcome.UNPROVEN);
    }

    private void count(RemovalOutcome outcome) {
        RemovalMetrics.of(session.getContext()).count(outcome);
    }

    /**
     * Returns a custom event. {@code REMOVE_CREDENTIAL} is Keycloak's own event, about which its e-mails inform the
     * user.
     */
    private EventBuilder event(String credential, String device, String reason) {
        return new EventBuilder(realm, session)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail("onelogin_device_id", device)
                .detail(Details.REASON, "onelogin_" + reason);
    }

    /** Returns the end of a log line, which describes the next attempt. */
    private static String describeRetry(DeviceRemoval removal) {
        return "The device is no longer challenged. After %d attempts, the removal is tried again at the user's first login from %s on,"
                        .formatted(removal.attempts(), toSeconds(removal.nextAttemptAt()))
                + " and when an administrator removes a OneLogin factor of the user";
    }

    private static Instant toSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private String prefix() {
        return "OneLogin MFA, realm %s, user %s: ".formatted(realm.getName(), user.getId());
    }
}
