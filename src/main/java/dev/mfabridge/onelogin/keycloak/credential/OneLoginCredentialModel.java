package dev.mfabridge.onelogin.keycloak.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.compat.FederationLinks;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.util.JsonSerialization;

/**
 * Credential of one enrolled device. The credential contains no secret: OneLogin keeps the secrets and checks the
 * codes. Follows Keycloak's {@code OTPCredentialModel}.
 */
public final class OneLoginCredentialModel extends CredentialModel {
    /** Type of the credential. */
    public static final String TYPE = "onelogin";

    private static final long serialVersionUID = 1L;

    private OneLoginCredentialModel() {}

    /**
     * Content of {@code credentialData}, with ids as text. Unknown fields belong to a newer version of this extension.
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record CredentialData(String deviceId, String kind, String oneLoginUserId) {}

    /** Returns a new credential for a device. */
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

    /** Returns a stored credential as one of this type. */
    static OneLoginCredentialModel of(CredentialModel stored) {
        var model = new OneLoginCredentialModel();
        model.setId(stored.getId());
        model.setType(TYPE);
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setCredentialData(stored.getCredentialData());
        model.setSecretData(stored.getSecretData());
        FederationLinks.copy(stored, model);
        return model;
    }

    /** Returns the device of this credential, or empty if the stored data can't be read. */
    public Optional<EnrolledDevice> device() {
        try {
            var data = JsonSerialization.readValue(getCredentialData(), CredentialData.class);
            return OneLoginId.parse(data.oneLoginUserId())
                    .flatMap(user -> OneLoginId.parse(data.deviceId())
                            .map(device -> new EnrolledDevice(user, device, factorType(data), label(data))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static FactorType factorType(CredentialData data) {
        return Arrays.stream(FactorType.values())
                .filter(type -> type.name().equals(data.kind()))
                .findFirst()
                .orElse(FactorType.OTHER);
    }

    private Label label(CredentialData data) {
        return Label.parse(getUserLabel()).orElseGet(() -> new Label("OneLogin " + data.kind()));
    }
}
