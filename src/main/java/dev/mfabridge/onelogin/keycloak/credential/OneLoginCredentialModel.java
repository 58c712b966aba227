package dev.mfabridge.onelogin.keycloak.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.util.JsonSerialization;

/**
 * The credential of one enrolled device. It holds no secret: OneLogin keeps those, and codes are checked there. Follows
 * Keycloak's {@code OTPCredentialModel}.
 */
public final class OneLoginCredentialModel extends CredentialModel {
    public static final String TYPE = "onelogin";
    /** The id of the required action that creates one. */
    public static final String CREATE_ACTION = "onelogin-enroll";

    private static final long serialVersionUID = 1L;

    private OneLoginCredentialModel() {}

    /** What {@code credentialData} holds, ids as text. Unknown fields are those of a newer version. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record CredentialData(String deviceId, String kind, String oneLoginUserId) {}

    static OneLoginCredentialModel of(EnrolledDevice device) {
        var model = new OneLoginCredentialModel();
        model.setType(TYPE);
        model.setUserLabel(device.label().text());
        model.setSecretData("{}");
        try {
            model.setCredentialData(JsonSerialization.writeValueAsString(new CredentialData(
                    device.id().value(), device.type().name(), device.user().value())));
        } catch (IOException e) {
            throw new IllegalStateException("Three texts can be written as JSON", e);
        }
        return model;
    }

    static OneLoginCredentialModel of(CredentialModel stored) {
        var model = new OneLoginCredentialModel();
        model.setId(stored.getId());
        model.setType(TYPE);
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setCredentialData(stored.getCredentialData());
        model.setSecretData(stored.getSecretData());
        model.setFederationLink(stored.getFederationLink());
        return model;
    }

    /** @return the device that this is the credential of, or empty when what is stored can't be read */
    public Optional<EnrolledDevice> device() {
        try {
            var data = JsonSerialization.readValue(getCredentialData(), CredentialData.class);
            return OneLoginId.parse(data.oneLoginUserId())
                    .flatMap(user -> OneLoginId.parse(data.deviceId())
                            .map(device -> new EnrolledDevice(user, device, kind(data), label(data))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static FactorType kind(CredentialData data) {
        return Arrays.stream(FactorType.values())
                .filter(type -> type.name().equals(data.kind()))
                .findFirst()
                .orElse(FactorType.OTHER);
    }

    private Label label(CredentialData data) {
        var label = getUserLabel();
        return new Label(label == null || label.isBlank() ? "OneLogin " + data.kind() : label);
    }
}
