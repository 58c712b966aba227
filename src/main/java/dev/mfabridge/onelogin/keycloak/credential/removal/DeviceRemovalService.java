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

/** Writes removals of a user's devices down, and has them carried out in OneLogin. */
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
     * Writes down that the device of a credential is to be removed in OneLogin too, and does it once that is committed.
     *
     * @param credential the id of the credential that was removed
     * @param actor the id of the Keycloak user who removed it
     * @return the record of the device; empty where it is not known which one it was
     */
    public Optional<DeviceRecord> record(String credential, Cause cause, String actor) {
        var record = new DeviceRecords(session, realm, user).ofCredential(credential);
        record.ifPresent(found -> record(found, cause, actor));
        return record;
    }

    /** The same for a device that need not have had a credential. */
    public void record(DeviceRecord record, Cause cause, String actor) {
        new DeviceRemovals(session, realm, user).put(DeviceRemoval.of(record, cause, actor, Instant.now()));
        removeAllAfterCommit();
    }

    /** Carries out what is due. A failure is none of the user's concern. */
    public void removePending() {
        if (new DeviceRemovals(session, realm, user).all().isEmpty()) {
            return;
        }
        removePending(SeparateTransaction.of(session, realm, user), false);
    }

    /**
     * Carries out all that is written down, due or not, once this request's transaction is over and the credential really
     * gone: were it rolled back, the user would have a credential and no device. If this server ends in between, the next
     * login does it.
     */
    public void removeAllAfterCommit() {
        var transaction = SeparateTransaction.of(session, realm, user);
        var enlisted = DeviceRemovalService.class.getName() + "." + user.getId();
        if (session.getAttribute(enlisted) != null) {
            return;
        }
        session.setAttribute(enlisted, true);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                removePending(transaction, true);
            }

            @Override
            protected void rollbackImpl() {
                // The credential is still there.
            }
        });
    }

    /** Keycloak would answer with an error if this threw, although all that was asked of it is done. */
    private static void removePending(SeparateTransaction transaction, boolean isForced) {
        try {
            new RemovalPass(transaction, isForced).run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "OneLogin MFA, user %s: the check for devices to remove in OneLogin failed. The next login repeats the check.",
                    transaction.userId());
        }
    }
}
