package dev.mfabridge.onelogin.keycloak.removal;

import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.Remedy;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.LeftOvers;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.settings.RealmSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What is left to remove in OneLogin of a user's devices. A removal that fails stays left over, is none of the person's
 * concern, and is done at the next chance; one that was done already is done.
 */
public final class Removals {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final LeftOvers leftOvers;

    public Removals(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.leftOvers = new LeftOvers(session, realm, user);
    }

    /** What is left over when the session's transaction is committed is removed in OneLogin then. */
    public void performAfterCommit() {
        session.getTransactionManager().enlistAfterCompletion(new RemovalAfterCommit(session, realm, user));
    }

    /** @return the devices whose credential was removed, so that they must not be asked for */
    public Set<OneLoginId> leftOver() {
        return leftOvers.all().stream().map(DeviceRecord::device).collect(Collectors.toSet());
    }

    /** Removes in OneLogin what is left over, one call for each device. After an outage, nothing more is tried. */
    public void perform() {
        for (var record : leftOvers.all()) {
            var failure = perform(record);
            if (failure.filter(e -> !(e instanceof OneLoginException.Refused)).isPresent()) {
                return;
            }
        }
    }

    private Optional<OneLoginException> perform(DeviceRecord record) {
        var settings = new RealmSettings(session, realm).asking(record.account());
        if (settings.isEmpty()) {
            LOG.warnf(
                    "%sdevice %s stays in OneLogin, although its credential was removed: no execution \"OneLogin MFA\" of"
                            + " the realm has complete settings and asks %s, where the device was enrolled. %s.",
                    where(), record.device(), record.account(), next());
            return Optional.empty();
        }
        return settings.get().keepDevices() ? settled(record) : remove(record, settings.get());
    }

    private Optional<OneLoginException> remove(DeviceRecord record, Settings settings) {
        try {
            OneLoginConnections.of(session)
                    .client(session, settings.account())
                    .removeDevice(record.user(), record.device());
        } catch (OneLoginException e) {
            LOG.warnf(
                    "%sdevice %s stays in OneLogin for now, although its credential was removed. %s. %s. %s.",
                    where(), record.device(), e.getMessage(), Remedy.of(e), next());
            event(record, "not_removed_in_onelogin").error(Errors.GENERIC_AUTHENTICATION_ERROR);
            return Optional.of(e);
        }
        LOG.infof("%sdevice %s was removed in OneLogin, as its credential was.", where(), record.device());
        event(record, "removed_in_onelogin").success();
        return settled(record);
    }

    /** Not {@code REMOVE_CREDENTIAL}: that was Keycloak's own, of which its e-mails tell the person. */
    private EventBuilder event(DeviceRecord record, String reason) {
        return new EventBuilder(realm, session)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, record.credential())
                .detail("onelogin_device_id", record.device().value())
                .detail(Details.REASON, "onelogin_" + reason);
    }

    private Optional<OneLoginException> settled(DeviceRecord record) {
        leftOvers.settle(record);
        return Optional.empty();
    }

    /** What is done about a failure, as the end of a line in the log. */
    private static String next() {
        return "It is not asked for any more; its removal is tried again at the user's next login, when another of the"
                + " user's OneLogin credentials is removed, and through the admin API";
    }

    private String where() {
        return "OneLogin MFA, realm %s, user %s: ".formatted(realm.getName(), user.getId());
    }
}
