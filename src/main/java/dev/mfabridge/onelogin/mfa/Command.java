package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What to ask OneLogin next. */
public sealed interface Command {

    /** Find out which OneLogin user this person is. */
    record FindUser() implements Command {}

    /** Look again at a user who is known. */
    record LookUpUser(OneLoginId user, Purpose purpose) implements Command {}

    record ListDevices(OneLoginId user, Purpose purpose) implements Command {}

    /** What devices are listed, or the user is looked up, for. */
    sealed interface Purpose {

        /**
         * To find the one to challenge.
         *
         * @param known the devices that Keycloak holds credentials for
         */
        record SelectDevice(List<EnrolledDevice> known) implements Purpose {}

        /** To enrol this factor if there is none: one may have come in the meantime. */
        record Enroll(OfferedFactor factor) implements Purpose {}

        /** To let the person choose. */
        record OfferDevices() implements Purpose {}

        /** To see whether this one, which OneLogin refuses to challenge, is still there. */
        record RecheckDevice(EnrolledDevice device) implements Purpose {}

        /**
         * To find one that can be proven with no message, since none may be sent.
         *
         * @param until when the next message may go out
         */
        record WithoutMessage(Instant until) implements Purpose {}

        /** To see whether a code was refused because the user may not sign in; otherwise it was not checked. */
        record ExplainRefusal() implements Purpose {}

        /** To see whether a code was forbidden because the user may not sign in; otherwise it is not the right one. */
        record ExplainForbidden() implements Purpose {}

        /**
         * To find the device that an accepted registration became, where no answer named it.
         *
         * @param factor what was registered
         * @param before the devices that were listed before it
         */
        record FindEnrolledDevice(OfferedFactor factor, List<OneLoginId> before) implements Purpose {
            public FindEnrolledDevice {
                before = List.copyOf(before);
            }
        }
    }

    record ListFactors(OneLoginId user) implements Command {}

    /** A call that sends a message to the person, for most factors: never repeated unasked. */
    sealed interface MessageCommand extends Command {
        /** @return what the message is for */
        Target target();
    }

    /**
     * Start of an enrollment.
     *
     * @param mayHaveLink whether the message may have a link to click
     * @param devicesBefore the devices that the user has before it
     */
    record StartRegistration(
            OfferedFactor target, Duration codeLifetime, boolean mayHaveLink, List<OneLoginId> devicesBefore)
            implements MessageCommand {
        public StartRegistration {
            devicesBefore = List.copyOf(devicesBefore);
        }
    }

    /** @param mayHaveLink whether the message may have a link to click */
    record StartVerification(EnrolledDevice target, Duration codeLifetime, boolean mayHaveLink)
            implements MessageCommand {}

    /** A call about what is pending, whose answer may accept it. */
    sealed interface ChallengeCommand extends Command {
        Challenge challenge();
    }

    record VerifyCode(Challenge challenge, OneTimeCode code) implements ChallengeCommand {}

    /** Question whether the user answered out of band. */
    record PollChallenge(Challenge challenge) implements ChallengeCommand {}
}
