package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * A factor that a person has enrolled.
 *
 * @param deviceId OneLogin's id, digits as text or {@code user_temp_otp_36216766}; empty where OneLogin's list names none
 * @param userDisplayName what the person called it; left out it is the factor's name
 * @param isDefault whether OneLogin asks for it first
 * @param secret what an authenticator app makes its codes of, in base 32; left out it is made up, and null for kinds without an app
 */
public record SimulatedDevice(
        String deviceId,
        SimulatedFactorType kind,
        String userDisplayName,
        @JsonProperty("default") boolean isDefault,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {
    private static final Pattern BASE_32 = Pattern.compile("[A-Z2-7]{16,}");

    public SimulatedDevice {
        if (deviceId == null) {
            throw new IllegalArgumentException("A device needs a device_id");
        }
        if (kind == null) {
            throw new IllegalArgumentException("Device " + deviceId + " needs a kind, e.g. SMS");
        }
        if (secret != null && !kind.hasApp()) {
            throw new IllegalArgumentException("Device " + deviceId + " has no app and so no secret");
        }
        if (secret == null && kind.hasApp()) {
            secret = AppCodes.newSecret();
        }
        if (secret != null && !BASE_32.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "The secret of device " + deviceId + " is at least 16 characters of A to Z and 2 to 7");
        }
        userDisplayName = userDisplayName == null ? kind.name() : userDisplayName;
    }

    /**
     * Not the default one, with a secret of its own where its kind has an app.
     *
     * @param name what the person called it, or null for what OneLogin calls its kind
     */
    static SimulatedDevice named(String deviceId, SimulatedFactorType kind, String name) {
        return new SimulatedDevice(deviceId, kind, name, false, null);
    }

    /** A help desk's temporary token. */
    static SimulatedDevice temporary(String number) {
        return named("user_temp_otp_" + number, SimulatedFactorType.of("Temporary OTP"), null);
    }

    SimulatedDevice asDefault(boolean value) {
        return new SimulatedDevice(deviceId, kind, userDisplayName, value, secret);
    }
}
