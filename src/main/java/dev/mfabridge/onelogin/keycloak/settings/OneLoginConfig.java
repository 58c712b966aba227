package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.keycloak.ratelimit.RateLimit;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of an execution, all of them valid.
 *
 * @param account the OneLogin account, with the API credential
 * @param userMapping the mapping of a Keycloak user to a OneLogin user
 * @param policy the decisions of the administrator about the conversation
 * @param messageLimit the limit of messages to a user
 * @param rememberFor the time for which a browser can be remembered; zero if it can't
 * @param gracePeriod the time for which users can skip enrollment; zero if they can't
 * @param afterEnrollment the page after the first factor was enrolled
 * @param smsText the text of an SMS, if it isn't OneLogin's own
 * @param codeKeyboard the keyboard of a phone for a code
 * @param removedCredential the treatment of the device of a removed credential
 * @param afterEmailLink the exceptions for a login that a link in an e-mail began
 * @param outage the treatment of a login while OneLogin is unreachable
 */
public record OneLoginConfig(
        OneLoginAccount account,
        UserMapping userMapping,
        Policy policy,
        RateLimit messageLimit,
        Duration rememberFor,
        Duration gracePeriod,
        AfterEnrollment afterEnrollment,
        Optional<String> smsText,
        CodeKeyboard codeKeyboard,
        RemovedCredential removedCredential,
        AfterEmailLink afterEmailLink,
        Outage outage) {

    /** Page after the first factor was enrolled. */
    public enum AfterEnrollment {
        CONTINUES,
        SUGGESTS_FACTOR
    }

    /** Keyboard that a phone shows for the field of a code. */
    public enum CodeKeyboard {
        DIGITS,
        LETTERS
    }

    /** Treatment of the device in OneLogin after its credential was removed in Keycloak. */
    public enum RemovedCredential {
        REMOVES_DEVICE,
        KEEPS_DEVICE
    }

    /** Exceptions for a login in which a link in an e-mail took the place of the password. */
    public enum AfterEmailLink {
        NONE,
        EMAIL_FACTORS,
        ENROLLMENT,
        BOTH;

        /** Returns whether an e-mail factor proves the user, although the same mailbox received the link. */
        public boolean allowsEmailFactors() {
            return this == EMAIL_FACTORS || this == BOTH;
        }

        /** Returns whether a user without a device enrolls, although the link is the only proof. */
        public boolean allowsEnrollment() {
            return this == ENROLLMENT || this == BOTH;
        }
    }

    /** Treatment of a login that starts while OneLogin is unreachable. */
    public enum Outage {
        FAILS,
        BYPASSES_FACTOR
    }

    public boolean keepsDevices() {
        return removedCredential == RemovedCredential.KEEPS_DEVICE;
    }

    public boolean suggestsFactor() {
        return afterEnrollment == AfterEnrollment.SUGGESTS_FACTOR;
    }

    public boolean hasCodesWithLetters() {
        return codeKeyboard == CodeKeyboard.LETTERS;
    }

    public boolean bypassesOutage() {
        return outage == Outage.BYPASSES_FACTOR;
    }

    /**
     * Returns the same settings for a user who has another second factor: neither a new device nor an outage may
     * replace it (S1, S2).
     */
    public OneLoginConfig restrictedBySecondFactor() {
        return new OneLoginConfig(
                account,
                userMapping,
                policy.withoutReenrollment(),
                messageLimit,
                rememberFor,
                gracePeriod,
                afterEnrollment,
                smsText,
                codeKeyboard,
                removedCredential,
                afterEmailLink,
                Outage.FAILS);
    }

    /**
     * Returns the same settings for a login in which a link in an e-mail took the place of the password. Access to the
     * mailbox must neither prove a factor (S1) nor enroll one (S2), unless the settings allow it. In an outage, such a
     * login fails, unless the settings treat it like one with the password. Otherwise the mailbox would be enough.
     */
    public OneLoginConfig restrictedByEmailLink() {
        var allowed = afterEmailLink.allowsEmailFactors() ? policy : policy.without(FactorType.EMAIL);
        return new OneLoginConfig(
                account,
                userMapping,
                afterEmailLink.allowsEnrollment() ? allowed : allowed.withEnrollment(EnrollmentMode.OFF),
                messageLimit,
                rememberFor,
                afterEmailLink.allowsEnrollment() ? gracePeriod : Duration.ZERO,
                afterEnrollment,
                smsText,
                codeKeyboard,
                removedCredential,
                afterEmailLink,
                afterEmailLink == AfterEmailLink.BOTH ? outage : Outage.FAILS);
    }
}
