package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * Enrolled device of a user.
 *
 * @param deviceId OneLogin's id, digits as text or {@code user_temp_otp_36216766}; empty if OneLogin's list contains no id
 * @param userDisplayName the user's name of the device; by default the factor's name
 * @param isDefault whether OneLogin marks the device as the default
 * @param secret the base 32 secret of the app's codes; by default generated, and null for types without an app
 */
public record SimulatedDevice(
        String deviceId,
        SimulatedFactorType kind,
        String userDisplayName,
        @JsonProperty("default") boolean isDefault,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {
    private static final String TEMPORARY_TOKEN = "user_temp_otp_";
    private static final Pattern BASE_32 = Pattern.compile("[A-Z2-7]{16,}");

    public SimulatedDevice {
        if (deviceId == null) {
            throw new IllegalArgumentException("A device needs a device_id");
        }
        if (kind == null) {
            throw new IllegalArgumentException("Device " + deviceId + " needs a kind, such as SMS");
        }
        if (secret != null && !kind.hasApp()) {
            throw new IllegalArgumentException("Device " + deviceId + " has no app and must not have a secret");
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
     * Returns a device that is not the default, with its own secret if its type has an app.
     *
     * @param name the user's name of the device, or null for OneLogin's name of its type
     */
    static SimulatedDevice named(String deviceId, SimulatedFactorType kind, String name) {
        return new SimulatedDevice(deviceId, kind, name, false, null);
    }

    /** Returns the device of a help desk's temporary token. */
    static SimulatedDevice temporary(String number) {
        return named(TEMPORARY_TOKEN + number, SimulatedFactorType.of("Temporary OTP"), null);
    }

    /** Returns whether a call can verify a code of the device without a challenge before it. */
    @JsonIgnore
    boolean isVerifiedInOneCall() {
        return kind.hasApp() || isTemporaryToken();
    }

    @JsonIgnore
    boolean isTemporaryToken() {
        return deviceId.startsWith(TEMPORARY_TOKEN);
    }

    SimulatedDevice asDefault(boolean value) {
        return new SimulatedDevice(deviceId, kind, userDisplayName, value, secret);
    }
}
