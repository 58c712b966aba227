package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;

/**
 * A device that a OneLogin user has enrolled and can be challenged with.
 *
 * @param user the OneLogin user whose device it is
 * @param id the device's id
 * @param type how it is proven
 * @param label what to call it
 */
public record EnrolledDevice(OneLoginId user, OneLoginId id, FactorType type, Label label) implements Target {
    public EnrolledDevice {
        requireNonNull(user);
        requireNonNull(id);
        requireNonNull(type);
        requireNonNull(label);
    }
}
