package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.function.Function;

/**
 * Factor that OneLogin lets a user enroll.
 *
 * @param user the OneLogin user who can enroll the factor
 * @param id the factor's id in OneLogin
 * @param type the factor type, which determines the way of the proof
 * @param label the factor's name on the pages
 */
public record OfferedFactor(OneLoginId user, OneLoginId id, FactorType type, Label label) implements Target {
    public OfferedFactor {
        requireNonNull(user);
        requireNonNull(id);
        requireNonNull(type);
        requireNonNull(label);
    }

    @Override
    public <T> T fold(Function<EnrolledDevice, T> enrolled, Function<OfferedFactor, T> offered) {
        return offered.apply(this);
    }

    OfferedFactor withLabel(Label label) {
        return new OfferedFactor(user, id, type, label);
    }

    /** Returns the device that this factor became when it was enrolled. */
    EnrolledDevice enrolledAs(OneLoginId device) {
        return new EnrolledDevice(user, device, type, label);
    }
}
