package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.function.Function;

/**
 * Factor that OneLogin lets a user enroll.
 *
 * @param user the OneLogin user to whom it is offered
 * @param id the factor's id in OneLogin
 * @param type its type, which says how it is proven
 * @param label its name on the pages
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

    /** @return the device that this factor became when it was enrolled */
    EnrolledDevice enrolledAs(OneLoginId device) {
        return new EnrolledDevice(user, device, type, label);
    }
}
