package dev.mfabridge.onelogin.keycloak.removal;

import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.Remedy;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import dev.mfabridge.onelogin.keycloak.credential.StoredCredentials;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics;
import dev.mfabridge.onelogin.keycloak.metrics.RemovalMetrics.Outcome;
import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import java.time.Instant;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * One pass over the removals of a user's devices, in a transaction of its own. What is read here decides on what is deleted
 * in OneLogin, and nothing that a request read before.
 */
final class RemovalPass {
    /** Longer than a call to OneLogin takes. */
    private static final long CLAIM_SECONDS = 30;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final DeviceRemovals removals;
    private final RemovalReport report;

    RemovalPass(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        removals = new DeviceRemovals(session, realm, user);
        report = new RemovalReport(session, realm, user);
    }

    /** @param isForced whether to carry out what is not due as well */
    void run(boolean isForced) {
        var written = removals.all();
        if (written.isEmpty()) {
            return;
        }
        var credentials = new StoredCredentials(session, realm, user);
        for (var removal : written) {
            if (PendingRemovals.isObsolete(removal, credentials)) {
                removals.remove(removal.device());
                report.obsolete(removal);
            } else if ((isForced || removal.isDue(Instant.now())) && !claimedAndDone(removal)) {
                return;
            }
        }
    }

    /** Two requests, on one node or two, send the same removal once. @return false where OneLogin can't be asked for more now */
    private boolean claimedAndDone(DeviceRemoval removal) {
        var claim = String.join(
                ".",
                "onelogin-mfa.removal",
                realm.getId(),
                user.getId(),
                removal.device().value());
        if (!session.singleUseObjects().putIfAbsent(claim, CLAIM_SECONDS)) {
            return true;
        }
        try {
            return done(removal);
        } finally {
            session.singleUseObjects().remove(claim);
        }
    }

    private boolean done(DeviceRemoval removal) {
        var settings = new RealmSettings(session, realm).asking(removal.account());
        if (settings.isEmpty()) {
            removals.put(removal.afterFailure(Instant.now()));
            report.noSettings(removal);
            return true;
        }
        if (settings.get().keepDevices()) {
            settle(removal);
            RemovalMetrics.in(session.getContext()).count(Outcome.KEPT);
            return true;
        }
        return remove(removal, settings.get());
    }

    private boolean remove(DeviceRemoval removal, Settings settings) {
        try {
            OneLoginConnections.of(session)
                    .client(session, settings.account())
                    .removeDevice(removal.owner(), removal.device());
        } catch (OneLoginException e) {
            var next = removal.afterFailure(Instant.now());
            removals.put(next);
            report.failed(next, e, Remedy.of(e));
            return e instanceof OneLoginException.Refused;
        }
        settle(removal);
        report.removed(removal);
        return true;
    }

    private void settle(DeviceRemoval removal) {
        removals.remove(removal.device());
        new DeviceRecords(session, realm, user).drop(removal.device());
    }
}
