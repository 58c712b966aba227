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
import java.util.Set;
import java.util.function.Supplier;

/** Event of a conversation: an action of the user, or the outcome of a {@link Command}. */
public sealed interface Event {

    /** Calls the handler's method for this event. A new event does not compile before the handler has one. */
    Transition dispatchTo(EventHandler handler);

    /** Returns whether the user tries to prove a factor with this event. */
    default boolean isProofAttempt() {
        return false;
    }

    /** Returns whether the user starts over after a failure. */
    default boolean startsOver() {
        return false;
    }

    /** Action of the user. */
    sealed interface UserEvent extends Event {}

    /** Outcome of a command. */
    sealed interface OneLoginEvent extends Event {

        /**
         * Returns whether OneLogin accepted a code or an out-of-band confirmation. Only such an acceptance proves a
         * factor (S1).
         */
        default boolean isAcceptance() {
            return false;
        }

        /** Returns whether a poll found a final status, accepted or not. */
        default boolean isFinalStatus() {
            return false;
        }

        /** Returns the same event without the unwanted devices, if it lists devices. */
        default OneLoginEvent withoutDevices(Supplier<Set<OneLoginId>> unwanted) {
            return this;
        }

        /** Returns the reason if OneLogin couldn't do what the command requested. */
        default Optional<FailureReason> failureReason() {
            return Optional.empty();
        }

        /** Returns the outcome of a command that sends a message. */
        default MessageOutcome messageOutcome() {
            return MessageOutcome.SENT;
        }
    }

    /** Outcome of a command that sends a message. */
    enum MessageOutcome {
        SENT,
        /** OneLogin sent nothing, since the message limit of the user is reached. */
        LIMITED,
        /** OneLogin didn't confirm the message. */
        FAILED
    }

    /**
     * Event that the user opens the page, for the first time or again.
     *
     * @param known the devices that Keycloak holds credentials for, the first choice first
     */
    record PageOpened(List<EnrolledDevice> known) implements UserEvent {
        public PageOpened {
            known = List.copyOf(known);
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Choice of a factor or a device by the user.
     *
     * @param id the factor's id, or the device's position in the list on the page: no device's id goes to the browser
     *     (S6). The browser can send any text in its place.
     * @param name the name that the user gives to the device that the factor becomes
     */
    record Chosen(String id, Optional<Label> name) implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Code that the user enters.
     *
     * @param code the code; empty if the input can't be a code
     */
    record CodeEntered(Optional<OneTimeCode> code) implements UserEvent {
        @Override
        public boolean isProofAttempt() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Report of an out-of-band confirmation by the user, or by the page that waits for it. */
    record PollRequested() implements UserEvent {
        @Override
        public boolean isProofAttempt() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user for another code, push, call or link. */
    record ResendRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user for another device, or for another factor during an enrollment. */
    record AlternativeRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * New start by the user after the conversation failed.
     *
     * @param known the devices that Keycloak holds credentials for, the first choice first
     */
    record RestartRequested(List<EnrolledDevice> known) implements UserEvent {
        public RestartRequested {
            known = List.copyOf(known);
        }

        @Override
        public boolean startsOver() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Result of a lookup: exactly one user who can sign in.
     *
     * @param purpose the purpose of the lookup
     */
    record UserFound(OneLoginId user, QueryPurpose.LookUpPurpose purpose) implements OneLoginEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return purpose.onUserFound(handler, this);
        }
    }

    /** Result of a lookup: no user who can prove a factor, or more than one. */
    record UserNotFound(FailureReason reason) implements OneLoginEvent {
        @Override
        public Optional<FailureReason> failureReason() {
            return Optional.of(reason);
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * List of the user's devices, temporary tokens among them.
     *
     * @param isComplete whether every item could be read; otherwise no device is known to be missing
     * @param purpose the purpose of the list
     */
    record DevicesListed(OneLoginId user, List<Device> devices, boolean isComplete, QueryPurpose.ListPurpose purpose)
            implements OneLoginEvent {
        public DevicesListed {
            devices = List.copyOf(devices);
        }

        @Override
        public DevicesListed withoutDevices(Supplier<Set<OneLoginId>> unwanted) {
            var ids = unwanted.get();
            var wanted = devices.stream()
                    .filter(device -> !ids.contains(device.id()))
                    .toList();
            return new DevicesListed(user, wanted, isComplete, purpose);
        }

        /** Returns whether the user certainly has no device: only then can the user enroll (S2). */
        boolean isNone() {
            return devices.isEmpty() && isComplete;
        }

        List<OneLoginId> ids() {
            return devices.stream().map(Device::id).toList();
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return purpose.onDevicesListed(handler, this);
        }
    }

    /** List of the factors that OneLogin offers the user. */
    record FactorsListed(OneLoginId user, List<Factor> factors) implements OneLoginEvent {
        public FactorsListed {
            factors = List.copyOf(factors);
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Start of the registration of a factor. */
    record RegistrationStarted(Command.StartRegistration command, Registration registration) implements OneLoginEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Start of the verification of a device. */
    record VerificationStarted(EnrolledDevice device, Verification verification) implements OneLoginEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Result of the check of a code. */
    record CodeChecked(CodeCheck check) implements OneLoginEvent {
        @Override
        public boolean isAcceptance() {
            return check.verdict() == CodeCheck.Verdict.ACCEPTED;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Status of a registration or verification. */
    record Polled(PollResult result) implements OneLoginEvent {
        @Override
        public boolean isAcceptance() {
            return result.status() == PollResult.Status.ACCEPTED;
        }

        @Override
        public boolean isFinalStatus() {
            return result.status() != PollResult.Status.PENDING;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Rejection by the message limit of the user, so OneLogin sends nothing.
     *
     * @param target the target of the message
     * @param until the time of the next message at the earliest
     */
    record LimitReached(Target target, Instant until) implements OneLoginEvent {
        @Override
        public MessageOutcome messageOutcome() {
            return MessageOutcome.LIMITED;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Rejection by the limit of code attempts, so OneLogin checks nothing (S3).
     *
     * @param until the time of the next attempt at the earliest
     */
    record CodeAttemptsExhausted(Instant until) implements OneLoginEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Failure of a command: no usable response. */
    record CommandFailed(Command command, FailureReason reason) implements OneLoginEvent {
        @Override
        public Optional<FailureReason> failureReason() {
            return Optional.of(reason);
        }

        @Override
        public MessageOutcome messageOutcome() {
            return MessageOutcome.FAILED;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return command.onFailed(handler, reason);
        }
    }
}
