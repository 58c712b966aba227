package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.function.Function;

/**
 * Device that a OneLogin user has enrolled, and that can be challenged.
 *
 * @param user the OneLogin user whose device it is
 * @param id the device's id in OneLogin
 * @param type its type, which says how it is proven
 * @param label its name on the pages
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
