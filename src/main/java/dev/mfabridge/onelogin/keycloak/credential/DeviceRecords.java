package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.storage.FederatedAttributes;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Records of a user's enrolled devices, one for each device. */
public final class DeviceRecords {
    /** Beginning of the attributes' names in Keycloak's federated user storage. */
    public static final String PREFIX = "onelogin_mfa_device.";

    private static final SignedAttributes.TokenKind<DeviceRecordToken, DeviceRecord> KIND =
            new SignedAttributes.TokenKind<>(
                    PREFIX,
                    DeviceRecordToken.class,
                    DeviceRecordToken.FORMAT,
                    DeviceRecordToken::record,
                    DeviceRecord::device);

    private final KeycloakSession session;
    private final SignedAttributes<DeviceRecordToken, DeviceRecord> attributes;
    private final FederatedAttributes storage;
    private final String sessionKey;

    /** Records that this request has read, with the attributes that contain them. */
    private record ReadRecords(Map<String, List<String>> attributes, List<DeviceRecord> records) {}

    private DeviceRecords(FederatedAttributes storage, KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.storage = storage;
        attributes = new SignedAttributes<>(storage, session, realm, user, KIND);
        sessionKey = KIND.prefix() + realm.getId() + "." + user.getId();
    }

    /** Returns the records that the transaction of this session sees. */
    public static DeviceRecords stored(KeycloakSession session, RealmModel realm, UserModel user) {
        return new DeviceRecords(FederatedAttributes.stored(session, realm, user), session, realm, user);
    }

    /** Returns the records that the node's cache of users has. */
    static DeviceRecords cached(KeycloakSession session, RealmModel realm, UserModel user) {
        return new DeviceRecords(FederatedAttributes.cached(session, realm, user), session, realm, user);
    }

    /** Returns all valid records. A request checks their signatures once. */
    List<DeviceRecord> all() {
        var texts = storage.all();
        var known = (ReadRecords) session.getAttribute(sessionKey);
        if (known == null || known.attributes() != texts) {
            known = new ReadRecords(texts, attributes.read().toList());
            session.setAttribute(sessionKey, known);
        }
        return known.records();
    }

    /** Returns the recorded devices, with or without a credential. */
    public List<OneLoginId> devices() {
        return all().stream().map(DeviceRecord::device).toList();
    }

    /**
     * Returns the record that names a credential.
     *
     * @param credential the id of the credential, which may have been removed
     */
    public Optional<DeviceRecord> ofCredential(String credential) {
        return all().stream()
                .filter(record -> record.credential().equals(credential))
                .findFirst();
    }

    /** Stores a record, in place of an earlier one of the same device. */
    void put(DeviceRecord record) {
        if (!all().contains(record)) {
            attributes.write(record.device(), DeviceRecordToken.of(record));
        }
    }

    /** Stores a record, but keeps the account that an earlier record of the device names. */
    void putInKnownAccount(DeviceRecord record) {
        if (all().stream().noneMatch(known -> known.device().equals(record.device()))) {
            put(record);
        } else {
            reassign(record.device(), record.credential());
        }
    }

    /** Assigns another credential to a recorded device. The removal of that credential then finds the device. */
    public void reassign(OneLoginId device, String credential) {
        all().stream()
                .filter(known -> known.device().equals(device))
                .map(known -> new DeviceRecord(credential, known.user(), known.device(), known.account()))
                .toList()
                .forEach(this::put);
    }

    /** Returns the device's account, if a record names one and it is another than this one. */
    Optional<URI> otherAccount(URI account, EnrolledDevice device) {
        return all().stream()
                .filter(record -> record.device().equals(device.id()))
                .map(DeviceRecord::account)
                .filter(other -> !other.equals(account))
                .findFirst();
    }

    /** Moves the records of all devices of a OneLogin user from one account to another. */
    void changeAccount(OneLoginId owner, URI from, URI to) {
        all().stream()
                .filter(record -> record.account().equals(from) && record.user().equals(owner))
                .map(record -> new DeviceRecord(record.credential(), record.user(), record.device(), to))
                .forEach(this::put);
    }

    /** Removes the record of a device. */
    public void remove(OneLoginId device) {
        attributes.remove(device);
    }
}
