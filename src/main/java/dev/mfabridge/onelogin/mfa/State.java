package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Where a person stands in proving a OneLogin factor. Kept between requests as {@link StateCodec} writes it. {@link
 * Proven} is reached by OneLogin's acceptance of a code and in no other way.
 */
public sealed interface State {

    /** @return whether a factor is being enrolled, which is for those alone who have no device */
    default boolean isEnrolling() {
        return false;
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

    /** A code was sent and is waited for. */
    record AwaitingCode(Attempt attempt) implements State {
        public AwaitingCode {
            requireNonNull(attempt);
        }

        @Override
        public boolean isEnrolling() {
            return attempt.target() instanceof OfferedFactor;
        }
    }

    /** The code that was sent no longer counts; another can be sent. */
    record CodeSpent(Attempt attempt, Why why) implements State {
        public CodeSpent {
            requireNonNull(attempt);
            requireNonNull(why);
        }

        @Override
        public boolean isEnrolling() {
            return attempt.target() instanceof OfferedFactor;
        }

        /** Why a code no longer counts. */
        public enum Why {
            EXPIRED,
            TRIED_TOO_OFTEN,
            REJECTED
        }
    }

    /** OneLogin accepted a code for this device. */
    record Proven(EnrolledDevice device) implements State {
        public Proven {
            requireNonNull(device);
        }
    }

    /**
     * The person can't go on before something else is mended.
     *
     * @param retryFrom from when starting over may be asked for
     */
    record Ended(Reason reason, Instant retryFrom) implements State {
        public Ended {
            requireNonNull(reason);
            requireNonNull(retryFrom);
        }
    }
}
