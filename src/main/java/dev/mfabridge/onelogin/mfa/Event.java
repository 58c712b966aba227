package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What happens in a conversation: something a person does, or OneLogin's answer to a {@link Command}. */
public sealed interface Event {

    /** @return whether the person tries to prove a factor by it */
    default boolean isProofAttempt() {
        return this instanceof CodeEntered || this instanceof PollRequested;
    }

    /** What a person does. */
    sealed interface UserEvent extends Event {}

    /** What came of a call. */
    sealed interface OneLoginEvent extends Event {

        /** @return whether OneLogin accepted a code or an out-of-band confirmation: the one thing that proves a factor (S1) */
        default boolean isAcceptance() {
            return false;
        }
    }

    /**
     * The person comes to the page, for the first time or again.
     *
     * @param known the devices that Keycloak holds credentials for, the one to begin with first
     */
    record PageOpened(List<EnrolledDevice> known) implements UserEvent {}

    /**
     * The person chose a factor or a device.
     *
     * @param id the factor's id, or the device's position in the list that was shown: no device's id goes to the browser;
     *     it may be something else that was sent in its place
     * @param name what to call the device that a factor becomes, when the person said so
     */
    record Chosen(String id, Optional<Label> name) implements UserEvent {}

    /** The person entered a code, or nothing that could be one. */
    record CodeEntered(Optional<OneTimeCode> code) implements UserEvent {}

    /** The person says that the answer was given elsewhere, or the page found that it was. */
    record PollRequested() implements UserEvent {}

    /** The person asked for another code, push, call or link. */
    record ResendRequested() implements UserEvent {}

    /** The person asked for another device, or for another factor while enrolling. */
    record AlternativeRequested() implements UserEvent {}

    /**
     * The person asked to start over after the conversation ended.
     *
     * @param known the devices that Keycloak holds credentials for, the one to begin with first
     */
    record RestartRequested(List<EnrolledDevice> known) implements UserEvent {}

    /** @param purpose what the user was looked up for */
    record UserFound(OneLoginId user, Command.Purpose purpose) implements OneLoginEvent {}

    /** No OneLogin user who could prove anything, or not exactly one; {@code reason} says which. */
    record UserNotFound(FailureReason reason) implements OneLoginEvent {}

    /**
     * The user's devices, temporary tokens among them.
     *
     * @param isComplete whether all could be read; otherwise none is known to be missing
     * @param purpose what they were asked for
     */
    record DevicesListed(OneLoginId user, List<Device> devices, boolean isComplete, Command.Purpose purpose)
            implements OneLoginEvent {
        public DevicesListed {
            devices = List.copyOf(devices);
        }

        /** @return the same without the devices that are not to be asked for */
        public DevicesListed without(Predicate<OneLoginId> unwanted) {
            var wanted = devices.stream()
                    .filter(device -> !unwanted.test(device.id()))
                    .toList();
            return new DevicesListed(user, wanted, isComplete, purpose);
        }

        /** @return whether OneLogin has nothing of the user's that could be proven: only then may the user enroll */
        boolean isNone() {
            return devices.isEmpty() && isComplete;
        }

        List<OneLoginId> ids() {
            return devices.stream().map(Device::id).toList();
        }
    }

    record FactorsListed(OneLoginId user, List<Factor> factors) implements OneLoginEvent {}

    record RegistrationStarted(Command.StartRegistration command, Registration registration) implements OneLoginEvent {}

    record VerificationStarted(EnrolledDevice device, Verification verification) implements OneLoginEvent {}

    record CodeChecked(CodeCheck check) implements OneLoginEvent {
        @Override
        public boolean isAcceptance() {
            return check.verdict() == CodeCheck.Verdict.ACCEPTED;
        }
    }

    record Polled(PollResult result) implements OneLoginEvent {
        @Override
        public boolean isAcceptance() {
            return result.status() == PollResult.Status.ACCEPTED;
        }
    }

    /**
     * OneLogin was not asked to send anything, since the person was sent as much as the admin allows.
     *
     * @param target what the message was for
     * @param until when the next message may go out
     */
    record LimitReached(Target target, Instant until) implements OneLoginEvent {}

    /**
     * OneLogin was not asked about a code, since too many were tried.
     *
     * @param until when the next one may be
     */
    record CodeAttemptsExhausted(Instant until) implements OneLoginEvent {}

    /** A call gave no usable answer. */
    record CommandFailed(Command command, FailureReason reason) implements OneLoginEvent {}
}
