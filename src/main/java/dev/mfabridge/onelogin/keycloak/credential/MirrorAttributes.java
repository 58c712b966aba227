package dev.mfabridge.onelogin.keycloak.credential;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/**
 * User attributes that show the enrolled devices to administrators, mappers and searches. No decision depends on them.
 */
public final class MirrorAttributes {
    /** Factor types of the devices. */
    public static final String FACTOR_TYPES = "onelogin_mfa_enrolled";

    /** Ids of the devices. */
    public static final String DEVICES = "onelogin_mfa_device_id";

    /** Time at which the first device was enrolled. */
    public static final String SINCE = "onelogin_mfa_enrolled_at";

    private static final Logger LOG = Logger.getLogger(MirrorAttributes.class);

    private final UserModel user;

    MirrorAttributes(UserModel user) {
        this.user = user;
    }

    /** Writes the content of these credentials. If the user's storage is read-only, nothing is written. */
    void write(List<OneLoginCredentialModel> credentials) {
        var devices = credentials.stream()
                .flatMap(credential -> credential.device().stream())
                .toList();
        var since = credentials.stream()
                .map(CredentialModel::getCreatedDate)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .map(millis -> Instant.ofEpochMilli(millis).toString());
        try {
            write(
                    FACTOR_TYPES,
                    devices.stream()
                            .map(device -> device.type().name())
                            .distinct()
                            .toList());
            write(DEVICES, devices.stream().map(device -> device.id().value()).toList());
            write(SINCE, since.stream().toList());
        } catch (ReadOnlyException e) {
            LOG.infof(
                    "The attributes %s, %s and %s of user %s were not written: the user's storage is read-only. The"
                            + " credentials are stored, and logins depend on the credentials only.",
                    FACTOR_TYPES, DEVICES, SINCE, user.getId());
        }
    }

    private void write(String name, List<String> values) {
        if (!user.getAttributeStream(name).toList().equals(values)) {
            user.setAttribute(name, values);
        }
    }
}
