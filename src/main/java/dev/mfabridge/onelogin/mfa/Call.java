package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.api.OneLoginId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What to ask OneLogin next. */
public sealed interface Call {

    /** Find out which OneLogin user this person is. */
    record FindUser() implements Call {}

    /** Look again at a user who is known. */
    record LookUpUser(OneLoginId user, Purpose purpose) implements Call {}

    record ListDevices(OneLoginId user, Purpose purpose) implements Call {}

    /** What devices are listed, or the user is looked up, for. */
    sealed interface Purpose {

        /**
         * To find the one to challenge.
         *
         * @param known the devices that Keycloak holds credentials for
         */
        record Open(List<EnrolledDevice> known) implements Purpose {}

        /** To enrol this factor if there is none: one may have come in the meantime. */
        record Enrol(OfferedFactor factor) implements Purpose {}

        /** To let the person choose. */
        record Choose() implements Purpose {}

        /** To see whether this one, which OneLogin refuses to challenge, is still there. */
        record LookFor(EnrolledDevice device) implements Purpose {}

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
        record FindEnrolled(OfferedFactor factor, List<OneLoginId> before) implements Purpose {
            public FindEnrolled {
                before = List.copyOf(before);
            }
        }
    }

    record ListFactors(OneLoginId user) implements Call {}

    /** A call that sends a message to the person, for most factors: never repeated unasked. */
    sealed interface Sending extends Call {
        /** @return what the message is for */
        Target target();
    }

    /**
     * Start of an enrollment.
     *
     * @param mayHaveLink whether the message may have a link to click
     * @param devicesBefore the devices that the user has before it
     */
    record Register(OfferedFactor target, Duration codeLifetime, boolean mayHaveLink, List<OneLoginId> devicesBefore)
            implements Sending {
        public Register {
            devicesBefore = List.copyOf(devicesBefore);
        }
    }

    /** @param mayHaveLink whether the message may have a link to click */
    record Challenge(EnrolledDevice target, Duration codeLifetime, boolean mayHaveLink) implements Sending {}

    /** A call about what is pending, whose answer may accept it. */
    sealed interface AboutAttempt extends Call {
        Attempt attempt();
    }

    record CheckCode(Attempt attempt, Code code) implements AboutAttempt {}

    /** Question whether the user answered out of band. */
    record AskAnswer(Attempt attempt) implements AboutAttempt {}
}
