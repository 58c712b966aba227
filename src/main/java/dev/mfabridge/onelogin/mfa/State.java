package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * State of a conversation with a user who proves a OneLogin factor. {@link StateCodec} writes it between two requests.
 * Only OneLogin's acceptance of a code or of an out-of-band confirmation leads to {@link Proven} (S1).
 */
public sealed interface State {

    /** Calls the visitor's method for this state. */
    <T> T accept(StateVisitor<T> visitor);

    /** Returns this state if it has a challenge, pending or closed, or empty in every other state. */
    default Optional<WithChallenge> withChallenge() {
        return Optional.empty();
    }

    /** Returns the challenge that is pending or was closed, or empty if there is none. */
    default Optional<Challenge> currentChallenge() {
        return Optional.empty();
    }

    /** Returns whether no challenge has started yet. */
    default boolean isStart() {
        return false;
    }

    /** Returns this state if a challenge is pending, or empty in every other state. */
    default Optional<Awaiting> pending() {
        return Optional.empty();
    }

    /** Returns the factor of the choice with this id, or empty if there is no choice of factors or it lacks the factor. */
    default Optional<OfferedFactor> offeredFactor(String id) {
        return Optional.empty();
    }

    /** Returns whether a factor is being enrolled, which is only for users who have no device (S2). */
    default boolean isEnrolling() {
        return false;
    }

    /** Returns whether the state could lead to the proof of one of these enrolled devices. */
    default boolean involvesDevice(Predicate<OneLoginId> devices) {
        return false;
    }

    /** Returns the proof, or empty in every other state. */
    default Optional<Proven> proof() {
        return Optional.empty();
    }

    /** Returns the failure, or empty in every other state. */
    default Optional<Failed> failure() {
        return Optional.empty();
    }

    /** State with a challenge, pending or closed. */
    sealed interface WithChallenge extends State {
        Challenge challenge();

        /** Returns the same state with another challenge. */
        WithChallenge with(Challenge challenge);

        @Override
        default Optional<WithChallenge> withChallenge() {
            return Optional.of(this);
        }

        @Override
        default Optional<Challenge> currentChallenge() {
            return Optional.of(challenge());
        }

        @Override
        default boolean isEnrolling() {
            return challenge().target().isEnrolling();
        }

        @Override
        default boolean involvesDevice(Predicate<OneLoginId> devices) {
            return challenge()
                    .target()
                    .enrolledDevice()
                    .filter(device -> devices.test(device.id()))
                    .isPresent();
        }
    }

    /** State with a pending challenge. */
    sealed interface Awaiting extends WithChallenge {
        @Override
        Awaiting with(Challenge challenge);

        /** Returns whether the user can enter a code for the challenge. */
        boolean takesCode();

        /** Returns whether the user can confirm the challenge out of band. */
        boolean isOutOfBand();

        @Override
        default Optional<Awaiting> pending() {
            return Optional.of(this);
        }
    }

    /** Start: no challenge exists yet. */
    record Start() implements State {
        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.start(this);
        }

        @Override
        public boolean isStart() {
            return true;
        }
    }

    /**
     * Choice of a factor to enroll.
     *
     * @param offered the factors to choose from
     * @param listedAt the time of the offer if a list without a device came before it in the same request; null if none did
     */
    record ChoosingFactor(List<OfferedFactor> offered, Instant listedAt) implements State {
        public ChoosingFactor {
            offered = List.copyOf(offered);
        }

        @Override
        public Optional<OfferedFactor> offeredFactor(String id) {
            return offered.stream()
                    .filter(factor -> factor.id().value().equals(id))
                    .findFirst();
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.choosingFactor(this);
        }

        @Override
        public boolean isEnrolling() {
            return true;
        }
    }

    /**
     * Choice of a device other than the challenged one.
     *
     * @param devices the devices that can be proven, the challenged one among them
     * @param current the challenge of that device, which stays valid until the user chooses another device
     */
    record ChoosingDevice(List<EnrolledDevice> devices, Challenge current) implements State {
        public ChoosingDevice {
            devices = List.copyOf(devices);
            requireNonNull(current);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.choosingDevice(this);
        }

        @Override
        public Optional<Challenge> currentChallenge() {
            return Optional.of(current);
        }

        @Override
        public boolean involvesDevice(Predicate<OneLoginId> wanted) {
            return devices.stream().map(EnrolledDevice::id).anyMatch(wanted);
        }
    }

    /** Wait for a code that the user enters on the page. */
    record AwaitingCode(Challenge challenge) implements Awaiting {
        public AwaitingCode {
            requireNonNull(challenge);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.awaitingCode(this);
        }

        @Override
        public AwaitingCode with(Challenge other) {
            return new AwaitingCode(other);
        }

        @Override
        public boolean takesCode() {
            return true;
        }

        @Override
        public boolean isOutOfBand() {
            return false;
        }
    }

    /**
     * Wait for an out-of-band confirmation: the user approves a push, types a code into the phone, or clicks a link.
     *
     * @param takesCode whether the user can enter a code on the page as well
     */
    record AwaitingOutOfBand(Challenge challenge, boolean takesCode) implements Awaiting {
        public AwaitingOutOfBand {
            requireNonNull(challenge);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.awaitingOutOfBand(this);
        }

        @Override
        public AwaitingOutOfBand with(Challenge other) {
            return new AwaitingOutOfBand(other, takesCode);
        }

        @Override
        public boolean isOutOfBand() {
            return true;
        }
    }

    /** Challenge that is no longer valid; another one can start. */
    record ChallengeClosed(Challenge challenge, CloseReason reason) implements WithChallenge {
        public ChallengeClosed {
            requireNonNull(challenge);
            requireNonNull(reason);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.challengeClosed(this);
        }

        @Override
        public ChallengeClosed with(Challenge other) {
            return new ChallengeClosed(other, reason);
        }

        /** Reason for which a challenge is no longer valid. */
        public enum CloseReason {
            EXPIRED,
            ATTEMPTS_EXHAUSTED,
            /** The user declined, hung up, or typed a wrong code into the phone. */
            DENIED,
            /** OneLogin left a check unanswered, which used up the challenge. */
            UNANSWERED
        }
    }

    /**
     * Proof: OneLogin accepted a code or an out-of-band confirmation for this device.
     *
     * @param enrolled whether the proof enrolled the device
     */
    record Proven(EnrolledDevice device, boolean enrolled) implements State {
        public Proven {
            requireNonNull(device);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.proven(this);
        }

        @Override
        public Optional<Proven> proof() {
            return Optional.of(this);
        }
    }

    /**
     * Failure: the user can't continue until the cause is fixed.
     *
     * @param retryAt the time of a restart at the earliest
     */
    record Failed(FailureReason reason, Instant retryAt) implements State {
        public Failed {
            requireNonNull(reason);
            requireNonNull(retryAt);
        }

        @Override
        public <T> T accept(StateVisitor<T> visitor) {
            return visitor.failed(this);
        }

        @Override
        public Optional<Failed> failure() {
            return Optional.of(this);
        }
    }
}
