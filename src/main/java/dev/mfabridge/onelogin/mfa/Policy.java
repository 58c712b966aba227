package dev.mfabridge.onelogin.mfa;

import java.time.Duration;
import java.util.List;

/**
 * What the admin decided about the conversation.
 *
 * @param allowed the kinds of factor that may be enrolled and challenged, in the order in which they are offered
 * @param codeLifetime how long a code or a request counts, 120 to 900 seconds, as OneLogin is told
 * @param resendCooldown how long to wait before another message may be sent
 * @param emailContent what the e-mails of OneLogin's e-mail factors hold
 * @param beginsWithDefault whether a person with several devices is asked for OneLogin's default one, instead of the
 *     one that was used last
 * @param looksUpUser whether OneLogin is asked at each login whether the user is suspended or locked
 * @param enrollment whether a person who has no device enrols one here
 * @param reenrollment whether a person whose device is no longer there in OneLogin may enrol another at once
 */
public record Policy(
        List<FactorType> allowed,
        Duration codeLifetime,
        Duration resendCooldown,
        EmailContent emailContent,
        boolean beginsWithDefault,
        boolean looksUpUser,
        EnrollmentMode enrollment,
        boolean reenrollment) {
    /** How many codes may be entered for one that was sent. It bounds guessing where a realm has no brute-force protection. */
    public static final int MAX_CODE_ATTEMPTS = 10;

    public Policy {
        allowed = List.copyOf(allowed);
    }

    /** @return the same, for a place where enrolment is something else */
    public Policy withEnrollment(EnrollmentMode other) {
        return new Policy(
                allowed,
                codeLifetime,
                resendCooldown,
                emailContent,
                beginsWithDefault,
                looksUpUser,
                other,
                reenrollment);
    }

    /** @return the same, for a person who has another way to go on: a device that is gone is no reason to enrol another */
    public Policy withoutReenrollment() {
        return new Policy(
                allowed, codeLifetime, resendCooldown, emailContent, beginsWithDefault, looksUpUser, enrollment, false);
    }

    boolean canProve(FactorType type) {
        return type.isKnown() && allowed.contains(type);
    }

    int rank(FactorType type) {
        return allowed.indexOf(type);
    }

    /** @return whether the user can answer out of band, while the page waits */
    boolean isOutOfBand(FactorType type) {
        return type == FactorType.VOICE
                || type == FactorType.PROTECT
                || type == FactorType.EMAIL && emailContent.mayBeLink();
    }

    /** @return whether the user can type a code into the page */
    boolean takesCode(FactorType type) {
        return type != FactorType.VOICE && (type != FactorType.EMAIL || emailContent.mayBeCode());
    }

    /** @return whether OneLogin is told where the link of its message leads */
    boolean mayHaveLink(FactorType type) {
        return type == FactorType.EMAIL && emailContent.mayBeLink();
    }
}
