package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A user's devices that have no credential in Keycloak any more, and may still be there in OneLogin. */
public final class LeftOvers {
    private final Enrolments enrolments;
    private final DeviceRecords records;

    public LeftOvers(KeycloakSession session, RealmModel realm, UserModel user) {
        enrolments = new Enrolments(session, realm, user);
        records = new DeviceRecords(session, realm, user);
    }

    /** @return those whose record has outlived the credential */
    public List<DeviceRecord> all() {
        var credentials = enrolments.credentials();
        var ids = credentials.stream().map(CredentialModel::getId).collect(Collectors.toSet());
        var devices = credentials.stream()
                .flatMap(credential -> credential.device().stream())
                .map(EnrolledDevice::id)
                .collect(Collectors.toSet());
        return records.all().stream()
                .filter(record -> !ids.contains(record.credential()) && !devices.contains(record.device()))
                .toList();
    }

    /** Adds a device that never had a credential. */
    public void add(DeviceRecord record) {
        records.keep(record);
    }

    /** Nothing more is to be done about it. */
    public void settle(DeviceRecord record) {
        records.drop(record.device());
    }
}
