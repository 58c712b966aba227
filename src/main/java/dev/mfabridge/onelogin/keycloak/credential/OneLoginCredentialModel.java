package dev.mfabridge.onelogin.keycloak.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.compat.FederationLinks;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.FormatVersion;
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

    private static final FormatVersion FORMAT = FormatVersion.FIRST;

    private OneLoginCredentialModel() {}

    /**
     * Content of {@code credentialData}, with ids as text. Unknown fields belong to a newer version of this extension.
     *
     * @param version the version of the format, or null for the first one
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record CredentialData(Integer version, String deviceId, String kind, String oneLoginUserId) {
        int formatVersion() {
            return version == null ? 1 : version;
        }
    }

    /** Returns a new credential for a device. */
    static OneLoginCredentialModel of(EnrolledDevice device) {
        var model = new OneLoginCredentialModel();
        model.setType(TYPE);
        model.setUserLabel(device.label().text());
        model.setSecretData("{}");
        try {
            model.setCredentialData(JsonSerialization.writeValueAsString(new CredentialData(
                    FORMAT.current(),
                    device.id().value(),
                    device.type().name(),
                    device.user().value())));
        } catch (IOException e) {
            throw new IllegalStateException("Texts and a number can be written as JSON", e);
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
        return data(CredentialData.class)
                .filter(data -> FORMAT.reads(data.formatVersion()))
                .flatMap(this::device);
    }

    /** Returns whether a newer version of this extension wrote the credential, in a format that this version doesn't know. */
    boolean isNewer() {
        return data(JsonNode.class)
                .map(data -> data.path("version"))
                .filter(version -> version.isInt() && FORMAT.isOlderThan(version.intValue()))
                .isPresent();
    }

    private Optional<EnrolledDevice> device(CredentialData data) {
        return OneLoginId.parse(data.oneLoginUserId())
                .flatMap(user -> OneLoginId.parse(data.deviceId())
                        .map(device -> new EnrolledDevice(user, device, factorType(data), label(data))));
    }

    private <T> Optional<T> data(Class<T> type) {
        try {
            return Optional.ofNullable(JsonSerialization.readValue(getCredentialData(), type));
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
