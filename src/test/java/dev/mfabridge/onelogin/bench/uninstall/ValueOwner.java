package dev.mfabridge.onelogin.bench.uninstall;

import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * User with a credential, a record and attributes of this extension.
 *
 * @param id Keycloak's id of the user
 */
record ValueOwner(int number, String id) {
    static ValueOwner number(int number) {
        return new ValueOwner(number, UUID.randomUUID().toString());
    }

    UserRepresentation user() {
        var device = String.valueOf(95_000_000L + number);
        var credential = RealmDraft.device(device, SimulatedFactorType.SMS.kind(), 90_000_000L + number);
        var user = RealmDraft.user("owner" + number, List.of(credential));
        user.setId(id);
        user.setAttributes(Map.of(
                "onelogin_user_id", List.of(String.valueOf(90_000_000L + number)),
                "onelogin_mfa_enrolled", List.of("SMS"),
                "onelogin_mfa_device_id", List.of(device),
                "onelogin_mfa_enrolled_at", List.of("2026-01-02T03:04:05Z")));
        return user;
    }

    /** Returns the user in the federated storage. The record has the length of a signed one. */
    UserRepresentation records() {
        var records = new UserRepresentation();
        records.setId(id);
        records.setAttributes(
                Map.of("onelogin_mfa_device." + (95_000_000L + number), List.of("signed value ".repeat(40))));
        return records;
    }
}
