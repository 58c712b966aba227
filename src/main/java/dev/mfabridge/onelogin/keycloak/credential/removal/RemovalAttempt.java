package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics.RemovalOutcome;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.time.Instant;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * One attempt to carry out a removal, in a transaction of its own. What is read here decides on what is deleted in OneLogin,
 * and nothing that a request read before.
 */
final class RemovalAttempt {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final DeviceRemovals removals;
    private final RemovalReport report;

    RemovalAttempt(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        removals = new DeviceRemovals(session, realm, user);
        report = new RemovalReport(session, realm, user);
    }

    /**
     * Carries the removal out, unless another request has dealt with it since it was read.
     *
     * @return false where OneLogin can't be asked for more now
     */
    boolean run(DeviceRemoval removal) {
        if (!removals.all().contains(removal)) {
            return true;
        }
        var another = new StoredCredentials(session, realm, user).another(removal.device(), removal.credential());
        if (another.isPresent()) {
            removals.remove(removal.device());
            new DeviceRecords(session, realm, user).reassign(removal.device(), another.get());
            report.obsolete(removal);
            return true;
        }
        return completed(removal);
    }

    private boolean completed(DeviceRemoval removal) {
        var settings = new RealmExecutions(session, realm).forAccount(removal.account());
        if (settings.isEmpty()) {
            removals.put(removal.afterFailure(Instant.now()));
            report.noSettings(removal);
            return true;
        }
        if (settings.get().keepsDevices()) {
            complete(removal);
            RemovalMetrics.of(session.getContext()).count(RemovalOutcome.KEPT);
            return true;
        }
        return remove(removal, settings.get());
    }

    private boolean remove(DeviceRemoval removal, OneLoginConfig config) {
        try {
            OneLoginClientFactory.of(session)
                    .client(session, config.account())
                    .removeDevice(removal.owner(), removal.device());
        } catch (OneLoginException e) {
            var next = removal.afterFailure(Instant.now());
            removals.put(next);
            report.failed(next, e, AdminHint.of(e));
            return e instanceof OneLoginException.Refused;
        }
        complete(removal);
        report.removed(removal);
        return true;
    }

    private void complete(DeviceRemoval removal) {
        removals.remove(removal.device());
        new DeviceRecords(session, realm, user).remove(removal.device());
    }
}
