package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where a person stands in proving a OneLogin factor. Kept between requests as {@link StateCodec} writes it. {@link
 * Proven} is reached by OneLogin's acceptance of a code or an answer and in no other way.
 */
public sealed interface State {

    /** @return whether a factor is being enrolled, which is for those alone who have no device */
    default boolean isEnrolling() {
        return false;
    }

    /** @return whether it could lead to the proof of one of these enrolled devices */
    default boolean involvesDevice(Predicate<OneLoginId> devices) {
        return false;
    }

    /** Something went out, or an app's code is asked for. */
    sealed interface WithChallenge extends State {
        Challenge challenge();

        /** @return the same with another attempt */
        WithChallenge with(Challenge challenge);

        @Override
        default boolean isEnrolling() {
            return challenge().target() instanceof OfferedFactor;
        }

        @Override
        default boolean involvesDevice(Predicate<OneLoginId> devices) {
            return challenge().target() instanceof EnrolledDevice device && devices.test(device.id());
        }
    }

    /** The attempt counts. */
    sealed interface Awaiting extends WithChallenge {
        @Override
        Awaiting with(Challenge challenge);

        /** @return whether a code can be typed in for it */
        boolean takesCode();
    }

    /** Nothing was sent yet. */
    record Start() implements State {}

    /** Nothing is enrolled, and the person has to say which of these factors to enrol. */
    record ChoosingFactor(List<OfferedFactor> offered) implements State {
        public ChoosingFactor {
            offered = List.copyOf(offered);
        }

        @Override
        public boolean isEnrolling() {
            return true;
        }
    }

    /**
     * The person wants to prove another device than the one that was asked for.
     *
     * @param devices what can be proven, that one among them
     * @param current the attempt with that one, which counts until another device is chosen
     */
    record ChoosingDevice(List<EnrolledDevice> devices, Challenge current) implements State {
        public ChoosingDevice {
            devices = List.copyOf(devices);
            requireNonNull(current);
        }

        @Override
        public boolean involvesDevice(Predicate<OneLoginId> wanted) {
            return devices.stream().map(EnrolledDevice::id).anyMatch(wanted);
        }
    }

    /** A code is waited for. */
    record AwaitingCode(Challenge challenge) implements Awaiting {
        public AwaitingCode {
            requireNonNull(challenge);
        }

        @Override
        public AwaitingCode with(Challenge other) {
            return new AwaitingCode(other);
        }

        @Override
        public boolean takesCode() {
            return true;
        }
    }

    /**
     * The user answers out of band: approves a push, types a code into the phone, clicks a link.
     *
     * @param takesCode whether a code can be typed into the page as well
     */
    record AwaitingOutOfBand(Challenge challenge, boolean takesCode) implements Awaiting {
        public AwaitingOutOfBand {
            requireNonNull(challenge);
        }

        @Override
        public AwaitingOutOfBand with(Challenge other) {
            return new AwaitingOutOfBand(other, takesCode);
        }
    }

    /** The attempt no longer counts; another can begin. */
    record ChallengeClosed(Challenge challenge, CloseReason reason) implements WithChallenge {
        public ChallengeClosed {
            requireNonNull(challenge);
            requireNonNull(reason);
        }

        @Override
        public ChallengeClosed with(Challenge other) {
            return new ChallengeClosed(other, reason);
        }

        /** Why an attempt no longer counts. */
        public enum CloseReason {
            EXPIRED,
            ATTEMPTS_EXHAUSTED,
            /** The person declined, hung up, or typed a wrong code into the phone. */
            DENIED
        }
    }

    /**
     * OneLogin accepted a code or an answer for this device.
     *
     * @param enrolled whether it was enrolled by that
     */
    record Proven(EnrolledDevice device, boolean enrolled) implements State {
        public Proven {
            requireNonNull(device);
        }
    }

    /**
     * The person can't go on before something else is mended.
     *
     * @param retryAt from when starting over may be asked for
     */
    record Failed(FailureReason reason, Instant retryAt) implements State {
        public Failed {
            requireNonNull(reason);
            requireNonNull(retryAt);
        }
    }
}
