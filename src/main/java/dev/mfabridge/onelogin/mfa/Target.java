package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.Optional;
import java.util.function.Function;

/** Target of a challenge: a device that is enrolled, or a factor that is being enrolled. */
public sealed interface Target permits EnrolledDevice, OfferedFactor {

    /** @return the OneLogin user who proves it */
    OneLoginId user();

    /** @return its type, which says how it is proven */
    FactorType type();

    /** @return its name on the pages */
    Label label();

    /** @return the result of the function for an enrolled device, or of that for an offered factor */
    <T> T fold(Function<EnrolledDevice, T> enrolled, Function<OfferedFactor, T> offered);

    /** @return the device if it is enrolled, or empty while it is being enrolled */
    default Optional<EnrolledDevice> enrolledDevice() {
        return fold(Optional::of, factor -> Optional.empty());
    }

    /** @return whether it is being enrolled */
    default boolean isEnrolling() {
        return enrolledDevice().isEmpty();
    }
}
