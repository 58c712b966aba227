package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Recorded removals of a user's devices that are still to be carried out, one for each device. */
public final class DeviceRemovals {
    /** Beginning of the attributes' names in Keycloak's federated user storage. */
    public static final String PREFIX = "onelogin_mfa_removal.";

    private static final SignedAttributes.TokenKind<DeviceRemovalToken, DeviceRemoval> KIND =
            new SignedAttributes.TokenKind<>(
                    PREFIX,
                    DeviceRemovalToken.class,
                    DeviceRemovalToken.FORMAT,
                    DeviceRemovalToken::removal,
                    DeviceRemoval::device);

    private final SignedAttributes<DeviceRemovalToken, DeviceRemoval> attributes;

    public DeviceRemovals(KeycloakSession session, RealmModel realm, UserModel user) {
        attributes = new SignedAttributes<>(session, realm, user, KIND);
    }

    /** Returns all valid removals that this request's transaction sees. */
    public List<DeviceRemoval> all() {
        return attributes.read().toList();
    }

    /** Stores a removal, in place of an earlier one of the same device. */
    public void put(DeviceRemoval removal) {
        attributes.write(removal.device(), DeviceRemovalToken.of(removal));
    }

    /** Deletes the removal of a device. */
    public void remove(OneLoginId device) {
        attributes.remove(device);
    }
}
