package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;

/**
 * A factor that OneLogin lets a user enrol.
 *
 * @param user the OneLogin user to whom it is offered
 * @param id the factor's id
 * @param type how it is proven
 * @param label what to call it
 */
public record OfferedFactor(OneLoginId user, OneLoginId id, FactorType type, Label label) implements Target {
    public OfferedFactor {
        requireNonNull(user);
        requireNonNull(id);
        requireNonNull(type);
        requireNonNull(label);
    }

    OfferedFactor withLabel(Label label) {
        return new OfferedFactor(user, id, type, label);
    }

    /** @return the device that this factor became when it was enrolled */
    EnrolledDevice enrolledAs(OneLoginId device) {
        return new EnrolledDevice(user, device, type, label);
    }
}
