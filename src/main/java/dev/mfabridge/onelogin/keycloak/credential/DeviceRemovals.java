package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.storage.FederatedAttributes;
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

    private DeviceRemovals(FederatedAttributes attributes, KeycloakSession session, RealmModel realm, UserModel user) {
        this.attributes = new SignedAttributes<>(attributes, session, realm, user, KIND);
    }

    /** Returns the removals that the transaction of this session sees. */
    public static DeviceRemovals stored(KeycloakSession session, RealmModel realm, UserModel user) {
        return new DeviceRemovals(FederatedAttributes.stored(session, realm, user), session, realm, user);
    }

    /** Returns the removals that the node's cache of users has. */
    public static DeviceRemovals cached(KeycloakSession session, RealmModel realm, UserModel user) {
        return new DeviceRemovals(FederatedAttributes.cached(session, realm, user), session, realm, user);
    }

    /** Returns all valid removals. */
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
