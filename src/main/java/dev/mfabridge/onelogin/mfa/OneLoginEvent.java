package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Outcome of a {@link Command}. */
public sealed interface OneLoginEvent extends Event {

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

    /** Returns whether the event lists that device. */
    default boolean listsDevice(OneLoginId device) {
        return false;
    }

    /** Returns the number of devices that the user can prove, if the event lists all devices. */
    default Optional<Integer> usableDevices(Policy policy) {
        return Optional.empty();
    }

    /** Returns the number of factors that the user can enroll, if the event lists factors. */
    default Optional<Integer> usableFactors(Policy policy) {
        return Optional.empty();
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

    /** Outcome of a command that sends a message. */
    enum MessageOutcome {
        SENT,
        /** OneLogin sent nothing, since the message limit of the user is reached. */
        LIMITED,
        /** OneLogin didn't confirm the message. */
        FAILED
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

    /**
     * Result of a lookup: no user who can prove a factor, or more than one.
     *
     * @param purpose the purpose of the lookup
     */
    record UserNotFound(FailureReason reason, QueryPurpose.LookUpPurpose purpose) implements OneLoginEvent {
        @Override
        public Optional<FailureReason> failureReason() {
            return Optional.of(reason);
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return purpose.onUserNotFound(handler, this);
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

        @Override
        public boolean listsDevice(OneLoginId device) {
            return ids().contains(device);
        }

        @Override
        public Optional<Integer> usableDevices(Policy policy) {
            return isComplete
                    ? Optional.of(
                            new PolicyFilter(policy).devices(user, devices).size())
                    : Optional.empty();
        }

        /** Returns the same list without these devices. */
        DevicesListed without(List<OneLoginId> known) {
            return withoutDevices(() -> Set.copyOf(known));
        }

        DevicesListed withoutTemporaryTokens() {
            return without(ids().stream().filter(OneLoginId::isTemporaryToken).toList());
        }

        /** Returns the newest temporary token: OneLogin counts them up. */
        Optional<EnrolledDevice> temporaryToken() {
            return devices.stream()
                    .filter(device -> device.id().isTemporaryToken())
                    .max(Comparator.comparing(device -> new BigInteger(
                            device.id().value().substring(device.id().value().lastIndexOf('_') + 1))))
                    .map(token ->
                            new EnrolledDevice(user, token.id(), FactorType.TEMPORARY_TOKEN, new Label(token.name())));
        }

        /** Returns the device of that type, if the list has exactly one. */
        Optional<OneLoginId> onlyOneOf(FactorType type) {
            var ofType = devices.stream()
                    .filter(device -> PolicyFilter.typeOf(device) == type)
                    .map(Device::id)
                    .toList();
            return ofType.size() == 1 ? Optional.of(ofType.get(0)) : Optional.empty();
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
        public Optional<Integer> usableFactors(Policy policy) {
            return Optional.of(new PolicyFilter(policy).factors(this).size());
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

    /** Missing answer to a code, which OneLogin may have accepted and used up. */
    record CodeUnanswered() implements OneLoginEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Missing answer to a poll, which may have been the only one that says "accepted". */
    record PollUnanswered() implements OneLoginEvent {
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
