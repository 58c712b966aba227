package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
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
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Attempt to carry out a removal, in a transaction of its own. Only what this transaction reads decides about the
 * deletion in OneLogin, not an earlier read of the request.
 */
final class RemovalAttempt {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final DeviceRemovals removals;
    private final RemovalReport report;
    private final Optional<String> administrator;

    /**
     * Creates an attempt.
     *
     * @param administrator the id of the administrator whose request carries out the removal and whose budget it uses, or
     *     empty if a request of the user does
     */
    RemovalAttempt(KeycloakSession session, RealmModel realm, UserModel user, Optional<String> administrator) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.administrator = administrator;
        removals = DeviceRemovals.stored(session, realm, user);
        report = new RemovalReport(session, realm, user);
    }

    /**
     * Carries out the removal, unless another request has handled it since it was read. If two administrators remove a
     * credential at once, the second one replaces the decision of the first one.
     *
     * @return false if OneLogin can't serve further removals now
     */
    boolean run(DeviceRemoval read) {
        return removals.all().stream()
                .filter(stored -> stored.isOpenFor(read))
                .findFirst()
                .map(this::carryOut)
                .orElse(true);
    }

    private boolean carryOut(DeviceRemoval removal) {
        var another = new StoredCredentials(session, realm, user).another(removal.device(), removal.credential());
        if (another.isPresent()) {
            removals.remove(removal.device());
            DeviceRecords.stored(session, realm, user).reassign(removal.device(), another.get());
            report.obsolete(removal);
            return true;
        }
        return execute(removal);
    }

    private boolean execute(DeviceRemoval removal) {
        var config = new RealmExecutions(session, realm).forAccount(removal.account());
        if (config.isEmpty()) {
            removals.put(removal.afterFailure(Instant.now()));
            report.noSettings(removal);
            return true;
        }
        if (config.get().keepsDevices()) {
            complete(removal);
            RemovalMetrics.of(session.getContext()).count(RemovalOutcome.KEPT);
            return true;
        }
        return remove(removal, config.get());
    }

    private boolean remove(DeviceRemoval removal, OneLoginConfig config) {
        try {
            OneLoginClientFactory.of(session)
                    .client(session, config.account(), CallSubject.removal(user.getId(), administrator))
                    .removeDevice(removal.owner(), removal.device());
        } catch (OneLoginException.BudgetExhausted e) {
            var next = removal.postponedTo(e.until());
            removals.put(next);
            report.postponed(next, e);
            return false;
        } catch (OneLoginException e) {
            var next = removal.afterFailure(Instant.now());
            removals.put(next);
            report.failed(next, e, AdminHint.of(e));
            return e.kind() == OneLoginException.Kind.REFUSED;
        }
        // First, so that a login always finds the device either here or among the pending removals.
        new RemovedDevices(session, realm, user).add(removal.device());
        complete(removal);
        report.removed(removal);
        return true;
    }

    private void complete(DeviceRemoval removal) {
        removals.remove(removal.device());
        DeviceRecords.stored(session, realm, user).remove(removal.device());
    }
}
