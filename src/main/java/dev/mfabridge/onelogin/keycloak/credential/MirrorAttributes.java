package dev.mfabridge.onelogin.keycloak.credential;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/** The user attributes that show admins, mappers and searches what is enrolled. Nothing ever reads them to decide. */
public final class MirrorAttributes {
    /** The kinds of factor. */
    public static final String KINDS = "onelogin_mfa_enrolled";

    /** The ids of the devices. */
    public static final String DEVICES = "onelogin_mfa_device_id";

    /** When the first of them was enrolled. */
    public static final String SINCE = "onelogin_mfa_enrolled_at";

    private static final Logger LOG = Logger.getLogger(MirrorAttributes.class);

    private final UserModel user;

    MirrorAttributes(UserModel user) {
        this.user = user;
    }

    /** Makes them say what these credentials say. */
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
                    KINDS,
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
                    KINDS, DEVICES, SINCE, user.getId());
        }
    }

    private void write(String name, List<String> values) {
        if (!user.getAttributeStream(name).toList().equals(values)) {
            user.setAttribute(name, values);
        }
    }
}
