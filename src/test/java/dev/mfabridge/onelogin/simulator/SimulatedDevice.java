package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A factor that a person has enrolled.
 *
 * @param deviceId OneLogin's id, digits as text
 * @param userDisplayName what the person called it; left out it is the factor's name
 * @param isDefault whether OneLogin asks for it first
 */
public record SimulatedDevice(
        String deviceId,
        FactorType kind,
        String userDisplayName,
        @JsonProperty("default") boolean isDefault) {
    public SimulatedDevice {
        if (deviceId == null || deviceId.isBlank()) {
            throw new IllegalArgumentException("A device needs a device_id");
        }
        if (kind == null) {
            throw new IllegalArgumentException("Device " + deviceId + " needs a kind, e.g. SMS");
        }
        userDisplayName = userDisplayName == null ? kind.name() : userDisplayName;
    }

    SimulatedDevice asDefault(boolean value) {
        return new SimulatedDevice(deviceId, kind, userDisplayName, value);
    }
}
