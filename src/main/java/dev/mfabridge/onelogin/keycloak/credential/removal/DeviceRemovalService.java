package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval.Cause;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemovals;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Service that records removals of a user's devices and carries them out in OneLogin. */
public final class DeviceRemovalService {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public DeviceRemovalService(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Records the decision to remove a credential's device in OneLogin, and carries it out after the commit (S10).
     *
     * @param credential the id of the removed credential
     * @param cause the reason for the removal
     * @param actor the id of the Keycloak user who removed the credential
     * @return the record of the device; empty if no record names the credential
     */
    public Optional<DeviceRecord> record(String credential, Cause cause, String actor) {
        var record = DeviceRecords.stored(session, realm, user).ofCredential(credential);
        record.ifPresent(found -> record(found, cause, actor));
        return record;
    }

    /**
     * Records the decision to remove a device, which may never have had a credential, and carries it out after the
     * commit (S10).
     */
    public void record(DeviceRecord record, Cause cause, String actor) {
        DeviceRemovals.stored(session, realm, user).put(DeviceRemoval.of(record, cause, actor, Instant.now()));
        removeAllAfterCommit(cause == Cause.ADMINISTRATOR ? Optional.of(actor) : Optional.empty());
    }

    /** Carries out the removals that are due. A failure is logged and does not affect the user's login. */
    public void removePending() {
        if (DeviceRemovals.cached(session, realm, user).all().isEmpty()) {
            return;
        }
        removePending(new RemovalRun(SeparateTransaction.of(session, realm, user), false, Optional.empty()));
    }

    /**
     * Carries out the recorded removals, due or not, after the commit of this request's transaction. Before it, a
     * rollback would leave the user with a credential and no device. A removal that fails again and again is attempted once a minute. If this server stops in between, the next login
     * carries them out.
     *
     * @param administrator the id of the administrator whose request this is and whose budget the removals use (S4), or
     *     empty if it is a request of the user
     */
    public void removeAllAfterCommit(Optional<String> administrator) {
        var run = new RemovalRun(SeparateTransaction.of(session, realm, user), true, administrator);
        var enlisted = DeviceRemovalService.class.getName() + "." + user.getId();
        if (session.getAttribute(enlisted) != null) {
            return;
        }
        session.setAttribute(enlisted, true);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                removePending(run);
            }

            @Override
            protected void rollbackImpl() {
                // The credential still exists.
            }
        });
    }

    /**
     * Carries out removals and throws nothing. Keycloak would answer with an error if this threw, although the request
     * itself was successful.
     */
    private static void removePending(RemovalRun run) {
        try {
            run.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "OneLogin MFA, user %s: the check for devices to remove in OneLogin failed. The next login repeats the check.",
                    run.transaction().userId());
        }
    }
}
