package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.api.OneLoginId;
import java.time.Duration;
import java.util.Optional;

/** What to ask OneLogin next. */
public sealed interface Call {

    /** Find out which OneLogin user this person is. */
    record FindUser() implements Call {}

    /**
     * @param wanted the factor to enrol when there is no device: it is asked again before each enrolment, since a device
     *     may have come in the meantime
     */
    record ListDevices(OneLoginId user, Optional<OfferedFactor> wanted) implements Call {}

    record ListFactors(OneLoginId user) implements Call {}

    /** A call that sends a message to the person: never repeated unasked. */
    sealed interface Sending extends Call {}

    record Register(OfferedFactor factor, Duration codeLifetime) implements Sending {}

    record Challenge(EnrolledDevice device, Duration codeLifetime) implements Sending {}

    record CheckCode(Attempt attempt, Code code) implements Call {}
}
