package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The records of a user's enrolled devices. */
public final class DeviceRecords {
    private static final SignedAttributes.TokenKind<DeviceRecordToken, DeviceRecord> KIND =
            new SignedAttributes.TokenKind<>(
                    "onelogin_mfa_device.", DeviceRecordToken.class, DeviceRecordToken.TYPE, DeviceRecordToken::record);

    private final KeycloakSession session;
    private final SignedAttributes<DeviceRecordToken, DeviceRecord> attributes;
    private final String cached;

    /** What was read in this request. */
    private record CachedRecords(List<DeviceRecord> records) {}

    public DeviceRecords(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        attributes = new SignedAttributes<>(session, realm, user, KIND);
        cached = KIND.prefix() + realm.getId() + "." + user.getId();
    }

    /** @return all that this extension wrote. Read once in a request. */
    List<DeviceRecord> all() {
        var read = (CachedRecords) session.getAttribute(cached);
        if (read == null) {
            read = new CachedRecords(attributes.read().toList());
            session.setAttribute(cached, read);
        }
        return read.records();
    }

    /** @return the devices that are known, with a credential or without */
    public List<OneLoginId> devices() {
        return all().stream().map(DeviceRecord::device).toList();
    }

    /** @param credential the id of a credential, which may be gone */
    public Optional<DeviceRecord> ofCredential(String credential) {
        return all().stream()
                .filter(record -> record.credential().equals(credential))
                .findFirst();
    }

    void put(DeviceRecord record) {
        if (!all().contains(record)) {
            attributes.write(record.device(), DeviceRecordToken.of(record));
            session.removeAttribute(cached);
        }
    }

    /** The same, but the device stays in the account that an earlier record of it names. */
    void putInKnownAccount(DeviceRecord record) {
        if (all().stream().noneMatch(known -> known.device().equals(record.device()))) {
            put(record);
        } else {
            reassign(record.device(), record.credential());
        }
    }

    /** Records another credential of a device that is known: its removal finds the device by it. */
    public void reassign(OneLoginId device, String credential) {
        all().stream()
                .filter(known -> known.device().equals(device))
                .map(known -> new DeviceRecord(credential, known.user(), known.device(), known.account()))
                .toList()
                .forEach(this::put);
    }

    /** @return where the device is, if that is known and another account than this one */
    Optional<URI> otherAccount(URI account, EnrolledDevice device) {
        return all().stream()
                .filter(record -> record.device().equals(device.id()))
                .map(DeviceRecord::account)
                .filter(other -> !other.equals(account))
                .findFirst();
    }

    /** All devices of that OneLogin user in the one account are in the other from now on. */
    void changeAccount(OneLoginId owner, URI from, URI to) {
        all().stream()
                .filter(record -> record.account().equals(from) && record.user().equals(owner))
                .map(record -> new DeviceRecord(record.credential(), record.user(), record.device(), to))
                .forEach(this::put);
    }

    public void remove(OneLoginId device) {
        attributes.remove(device);
        session.removeAttribute(cached);
    }
}
