package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.Factor;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.api.Registration;
import dev.mfabridge.onelogin.api.Verification;
import java.util.List;
import java.util.Optional;

/** What happens in a conversation: something a person does, or OneLogin's answer to a {@link Call}. */
public sealed interface Event {

    /** What a person does. */
    sealed interface FromPerson extends Event {}

    /** What came of a call. */
    sealed interface FromOneLogin extends Event {}

    /**
     * The person comes to the page, for the first time or again.
     *
     * @param known the device that Keycloak holds a credential for
     */
    record Arrived(Optional<EnrolledDevice> known) implements FromPerson {}

    /** The person chose the factor with this id, or sent something else in its place. */
    record Chosen(String factorId) implements FromPerson {}

    /** The person entered a code, or nothing that could be one. */
    record CodeEntered(Optional<Code> code) implements FromPerson {}

    /** The person asked for another code. */
    record ResendAsked() implements FromPerson {}

    /**
     * The person asked to start over after the conversation ended.
     *
     * @param known the device that Keycloak holds a credential for
     */
    record RetryAsked(Optional<EnrolledDevice> known) implements FromPerson {}

    record UserFound(OneLoginId user) implements FromOneLogin {}

    /** No OneLogin user, or not exactly one; {@code reason} says which. */
    record UserNotFound(Reason reason) implements FromOneLogin {}

    /** @param wanted the factor that was to be enrolled if there is no device */
    record DevicesListed(OneLoginId user, List<Device> devices, Optional<OfferedFactor> wanted)
            implements FromOneLogin {}

    record FactorsListed(OneLoginId user, List<Factor> factors) implements FromOneLogin {}

    record RegistrationBegun(OfferedFactor factor, Registration registration) implements FromOneLogin {}

    record ChallengeBegun(EnrolledDevice device, Verification verification) implements FromOneLogin {}

    record CodeChecked(CodeCheck check) implements FromOneLogin {}

    /** A call gave no usable answer. */
    record CallFailed(Call call, Reason reason) implements FromOneLogin {}
}
