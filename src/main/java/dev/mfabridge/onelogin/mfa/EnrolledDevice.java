package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.function.Function;

/**
 * Device that a OneLogin user has enrolled, and that can be challenged.
 *
 * @param user the OneLogin user who owns the device
 * @param id the device's id in OneLogin
 * @param type the factor type, which determines the way of the proof
 * @param label the device's name on the pages
 */
public record EnrolledDevice(OneLoginId user, OneLoginId id, FactorType type, Label label) implements Target {
    public EnrolledDevice {
        requireNonNull(user);
        requireNonNull(id);
        requireNonNull(type);
        requireNonNull(label);
    }

    @Override
    public <T> T fold(Function<EnrolledDevice, T> enrolled, Function<OfferedFactor, T> offered) {
        return enrolled.apply(this);
    }
}
