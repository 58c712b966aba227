package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.Optional;
import java.util.function.Function;

/** Target of a challenge: a device that is enrolled, or a factor that is being enrolled. */
public sealed interface Target permits EnrolledDevice, OfferedFactor {

    /** Returns the OneLogin user who proves the target. */
    OneLoginId user();

    /** Returns the factor type, which determines the way of the proof. */
    FactorType type();

    /** Returns the name of the target on the pages. */
    Label label();

    /** Returns the result of the function that is for this target. */
    <T> T fold(Function<EnrolledDevice, T> enrolled, Function<OfferedFactor, T> offered);

    /** Returns the device if the target is enrolled, or empty during its enrollment. */
    default Optional<EnrolledDevice> enrolledDevice() {
        return fold(Optional::of, factor -> Optional.empty());
    }

    /** Returns whether the target is being enrolled. */
    default boolean isEnrolling() {
        return enrolledDevice().isEmpty();
    }
}
