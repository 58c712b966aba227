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

/** Log lines, events and counts of what becomes of a device in OneLogin whose credential was removed in Keycloak. */
record RemovalReport(KeycloakSession session, RealmModel realm, UserModel user) {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    void removed(DeviceRemoval removal) {
        LOG.infof(
                "%sdevice %s was removed in OneLogin after its credential was removed (%s %s, at %s).",
                prefix(), removal.device(), removal.cause(), removal.actor(), at(removal.decidedAt()));
        event(removal.credential(), removal.device().value(), "removed_in_onelogin")
                .success();
        count(RemovalOutcome.REMOVED);
    }

    /** @param next the removal as it is tried again */
    void failed(DeviceRemoval next, OneLoginException e, String remedy) {
        LOG.warnf(
                "%sdevice %s stays in OneLogin for now, although its credential was removed: %s. %s. %s.",
                prefix(), next.device(), e.getMessage(), remedy, next(next));
        event(next.credential(), next.device().value(), "not_removed_in_onelogin")
                .error(Errors.GENERIC_AUTHENTICATION_ERROR);
        count(e instanceof OneLoginException.Refused ? RemovalOutcome.REFUSED : RemovalOutcome.FAILED);
    }

    void noSettings(DeviceRemoval removal) {
        LOG.warnf(
                "%sdevice %s stays in OneLogin, although its credential was removed: no execution \"OneLogin MFA\" of the"
                        + " realm has complete settings for %s, where the device was enrolled. %s.",
                prefix(), removal.device(), removal.account(), next(removal));
        count(RemovalOutcome.NO_SETTINGS);
    }

    void obsolete(DeviceRemoval removal) {
        LOG.infof(
                "%sdevice %s stays in OneLogin: the user proved the device after its credential was removed (%s %s, at %s).",
                prefix(), removal.device(), removal.cause(), removal.actor(), at(removal.decidedAt()));
        count(RemovalOutcome.OBSOLETE);
    }

    /** The user removed a credential with no more than a password. */
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

    /** Not {@code REMOVE_CREDENTIAL}: that was Keycloak's own, of which its e-mails tell the user. */
    private EventBuilder event(String credential, String device, String reason) {
        return new EventBuilder(realm, session)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail("onelogin_device_id", device)
                .detail(Details.REASON, "onelogin_" + reason);
    }

    /** Says what is done about a failure, as the end of a line in the log. */
    private static String next(DeviceRemoval removal) {
        return "The device is no longer challenged. After %d attempts, the removal is tried again at the user's first login from %s on,"
                        .formatted(removal.attempts(), at(removal.nextAttemptAt()))
                + " and when an administrator removes a OneLogin factor of the user";
    }

    private static Instant at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private String prefix() {
        return "OneLogin MFA, realm %s, user %s: ".formatted(realm.getName(), user.getId());
    }
}
