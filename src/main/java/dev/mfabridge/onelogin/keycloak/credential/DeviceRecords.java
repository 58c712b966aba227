package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.signing.InternalTokens;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/**
 * The records of a user's enrolled devices. They lie in what Keycloak's database keeps beside users of federations, which
 * it does for any user: no profile, console or read-only directory has to do with it, and it goes when the user goes.
 */
final class DeviceRecords {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final String PREFIX = "onelogin_mfa_device.";

    private final KeycloakSession session;
    private final UserFederatedStorageProvider storage;
    private final InternalTokens tokens;
    private final RealmModel realm;
    private final UserModel user;

    /** What was read in this request. */
    private record Read(List<DeviceRecord> records) {}

    DeviceRecords(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        storage = UserStorageUtil.userFederatedStorage(session);
        tokens = new InternalTokens(session, realm, user);
        this.realm = realm;
        this.user = user;
    }

    /** @return all that this extension wrote; anything else is passed over and logged. Read once in a request. */
    List<DeviceRecord> all() {
        var read = (Read) session.getAttribute(attribute());
        if (read == null) {
            read = new Read(stored());
            session.setAttribute(attribute(), read);
        }
        return read.records();
    }

    private List<DeviceRecord> stored() {
        return storage.getAttributes(realm, user.getId()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(this::read)
                .toList();
    }

    void keep(DeviceRecord record) {
        if (!all().contains(record)) {
            var signed = tokens.sign(DeviceRecordToken.of(record), DeviceRecordToken.TYPE);
            storage.setSingleAttribute(realm, user.getId(), PREFIX + record.device(), signed);
            session.removeAttribute(attribute());
        }
    }

    void keepUnlessThereIsOne(DeviceRecord record) {
        if (all().stream().noneMatch(known -> known.device().equals(record.device()))) {
            keep(record);
        }
    }

    /** @return where the device is, if that is known and another account than this one */
    Optional<URI> accountOtherThan(URI account, EnrolledDevice device) {
        return all().stream()
                .filter(record -> record.device().equals(device.id()))
                .map(DeviceRecord::account)
                .filter(other -> !other.equals(account))
                .findFirst();
    }

    /** All devices of that OneLogin user in the one account are in the other from now on. */
    void move(OneLoginId owner, URI from, URI to) {
        all().stream()
                .filter(record -> record.account().equals(from) && record.user().equals(owner))
                .map(record -> new DeviceRecord(record.credential(), record.user(), record.device(), to))
                .forEach(this::keep);
    }

    void drop(OneLoginId device) {
        storage.removeAttribute(realm, user.getId(), PREFIX + device);
        session.removeAttribute(attribute());
    }

    private String attribute() {
        return PREFIX + realm.getId() + "." + user.getId();
    }

    private Stream<DeviceRecord> read(String text) {
        var record = tokens.read(text, DeviceRecordToken.class, DeviceRecordToken.TYPE)
                .map(DeviceRecordToken::record);
        if (record.isEmpty()) {
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: a record of an enrolled device was not signed with a key that the"
                            + " realm has, and is not used. If the device's credential was removed, remove the device in"
                            + " OneLogin; otherwise the next login mends it.",
                    realm.getName(), user.getId());
        }
        return record.stream();
    }
}
