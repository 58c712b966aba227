package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Command of the state machine to OneLogin: the next request, whose outcome is the next {@link Event}. */
public sealed interface Command {

    /** Calls the visitor's method for this command. */
    <T> T accept(CommandVisitor<T> visitor);

    /** Calls the handler's method for the failure of this command. */
    Transition onFailed(EventHandler handler, FailureReason reason);

    /** Returns the target of the message that OneLogin sends for this command, or empty if it sends none. */
    default Optional<Target> messageTarget() {
        return Optional.empty();
    }

    /** Returns the pending challenge that this command could prove, or empty if it can prove none. */
    default Optional<Challenge> pendingChallenge() {
        return Optional.empty();
    }

    /**
     * Returns the OneLogin user that this command looks up by the stored id of a device's owner. It is empty if the
     * command looks up no user or uses the user mapping.
     */
    default Optional<OneLoginId> storedUser() {
        return Optional.empty();
    }

    /** Returns whether this command asks for the status of a challenge. */
    default boolean polls() {
        return false;
    }

    /** Search for the OneLogin user of the Keycloak user. */
    record FindUser() implements Command {
        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.findUser(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return handler.onFailed(reason);
        }
    }

    /** Lookup of a OneLogin user whose id is known. */
    record LookUpUser(OneLoginId user, QueryPurpose.LookUpPurpose purpose) implements Command {
        @Override
        public Optional<OneLoginId> storedUser() {
            return Optional.of(user);
        }

        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.lookUpUser(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return purpose.onLookUpFailed(handler, reason);
        }
    }

    /** List of a user's devices. */
    record ListDevices(OneLoginId user, QueryPurpose.ListPurpose purpose) implements Command {
        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.listDevices(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return purpose.onListFailed(handler, reason);
        }
    }

    /** List of the factors that a user can enroll. */
    record ListFactors(OneLoginId user) implements Command {
        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.listFactors(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return handler.onFailed(reason);
        }
    }

    /**
     * Command that sends the user a message, for most factor types. It is never repeated without a request of the user.
     */
    sealed interface MessageCommand extends Command {
        /** Returns the target of the message. */
        Target target();

        @Override
        default Optional<Target> messageTarget() {
            return Optional.of(target()).filter(target -> target.type().sendsMessage());
        }
    }

    /**
     * Start of an enrollment.
     *
     * @param mayHaveLink whether the message may have a link to click
     * @param devicesBefore the devices that the user has before the registration
     */
    record StartRegistration(
            OfferedFactor target, Duration codeLifetime, boolean mayHaveLink, List<OneLoginId> devicesBefore)
            implements MessageCommand {
        public StartRegistration {
            devicesBefore = List.copyOf(devicesBefore);
        }

        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.startRegistration(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return handler.onMessageFailed(reason);
        }
    }

    /**
     * Start of a challenge to an enrolled device.
     *
     * @param mayHaveLink whether the message may have a link to click
     */
    record StartVerification(EnrolledDevice target, Duration codeLifetime, boolean mayHaveLink)
            implements MessageCommand {
        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.startVerification(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return reason == FailureReason.REFUSED ? handler.onRefused(target) : handler.onMessageFailed(reason);
        }
    }

    /** Check of a code that the user entered. */
    record VerifyCode(Challenge challenge, OneTimeCode code) implements Command {
        @Override
        public Optional<Challenge> pendingChallenge() {
            return Optional.of(challenge);
        }

        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.verifyCode(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return handler.onCodeCheckFailed(reason);
        }
    }

    /** Query whether the user confirmed out of band. */
    record PollChallenge(Challenge challenge) implements Command {
        @Override
        public boolean polls() {
            return true;
        }

        @Override
        public Optional<Challenge> pendingChallenge() {
            return Optional.of(challenge);
        }

        @Override
        public <T> T accept(CommandVisitor<T> visitor) {
            return visitor.pollChallenge(this);
        }

        @Override
        public Transition onFailed(EventHandler handler, FailureReason reason) {
            return handler.onPollFailed(reason);
        }
    }
}
