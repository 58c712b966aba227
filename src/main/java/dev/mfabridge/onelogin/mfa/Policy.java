package dev.mfabridge.onelogin.mfa;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decisions of the administrator about the conversation.
 *
 * @param allowed the factor types that can be enrolled and challenged, in the order in which they are offered
 * @param challenges the options of challenges
 * @param lookups the options of lookups at each login
 * @param enrollment the options of enrollment
 */
public record Policy(
        List<FactorType> allowed, ChallengeOptions challenges, LookupOptions lookups, EnrollmentOptions enrollment) {
    /**
     * Number of codes that can be entered for one challenge. It bounds guessing in a realm without brute-force
     * protection (S3).
     */
    public static final int MAX_CODE_ATTEMPTS = 10;

    public Policy {
        allowed = List.copyOf(allowed);
        requireNonNull(challenges);
        requireNonNull(lookups);
        requireNonNull(enrollment);
    }

    /**
     * Options of challenges.
     *
     * @param codeLifetime the lifetime of a code or a push, 120 to 900 seconds, which the extension sends to OneLogin
     * @param resendCooldown the time before another message can be sent
     * @param emailContent the content of the e-mails of OneLogin's e-mail factors
     */
    public record ChallengeOptions(Duration codeLifetime, Duration resendCooldown, EmailContent emailContent) {}

    /** Options of lookups at each login. */
    public record LookupOptions(FirstDevice firstDevice, UserStatusCheck userStatusCheck) {}

    /** Options of enrollment. */
    public record EnrollmentOptions(EnrollmentMode mode, Reenrollment reenrollment) {}

    /** First device that a user with several devices has to prove. */
    public enum FirstDevice {
        /** The default device of the user in OneLogin. */
        DEFAULT,
        /** The device that the user proved last. */
        LAST_USED
    }

    /** Time at which the extension queries OneLogin whether the user is suspended, locked or otherwise blocked. */
    public enum UserStatusCheck {
        /** At enrollment, and when OneLogin refuses a challenge or a code. */
        AT_ENROLLMENT,
        /** At each login as well. */
        AT_EACH_LOGIN
    }

    /** Right to enroll another device after the last one was removed in OneLogin. */
    public enum Reenrollment {
        /** The user can enroll another device at the next login. */
        ALLOWED,
        /** An administrator has to remove the credential in Keycloak first. */
        NEEDS_ADMINISTRATOR
    }

    /** Returns the same policy with another mode of enrollment. */
    public Policy withEnrollment(EnrollmentMode mode) {
        return new Policy(allowed, challenges, lookups, new EnrollmentOptions(mode, enrollment.reenrollment()));
    }

    /**
     * Returns the same policy for a user who has another second factor: a removed device is no reason to enroll another
     * (S2).
     */
    public Policy withoutReenrollment() {
        return new Policy(
                allowed,
                challenges,
                lookups,
                new EnrollmentOptions(enrollment.mode(), Reenrollment.NEEDS_ADMINISTRATOR));
    }

    /** Returns the same policy without a factor type, which can then be neither challenged nor enrolled. */
    public Policy without(FactorType type) {
        return new Policy(allowed.stream().filter(other -> other != type).toList(), challenges, lookups, enrollment);
    }

    /**
     * Returns the device that is challenged first, or empty if only OneLogin's list decides.
     *
     * @param known the devices that Keycloak holds credentials for, the first choice first
     */
    public Optional<EnrolledDevice> firstDevice(List<EnrolledDevice> known) {
        var isOfOneUser = known.stream().map(EnrolledDevice::user).distinct().count() == 1;
        return known.size() == 1 || isOfOneUser && !startsWithDefaultDevice()
                ? known.stream().filter(device -> canProve(device.type())).findFirst()
                : Optional.empty();
    }

    /** Returns whether OneLogin's default device is challenged first. */
    public boolean startsWithDefaultDevice() {
        return lookups.firstDevice() == FirstDevice.DEFAULT;
    }

    /** Returns whether a user whose last device was removed in OneLogin can enroll another one. */
    public boolean allowsReenrollment() {
        return enrollment.reenrollment() == Reenrollment.ALLOWED;
    }

    /** Returns whether OneLogin has to confirm at each login that the user can sign in. */
    public boolean checksUserAtLogin() {
        return lookups.userStatusCheck() == UserStatusCheck.AT_EACH_LOGIN;
    }

    public Duration codeLifetime() {
        return challenges.codeLifetime();
    }

    public Duration resendCooldown() {
        return challenges.resendCooldown();
    }

    boolean canProve(FactorType type) {
        return type.isKnown() && allowed.contains(type);
    }

    int rank(FactorType type) {
        return allowed.indexOf(type);
    }

    /** Returns whether the user can confirm out of band, while the page waits. */
    boolean isOutOfBand(FactorType type) {
        return type.isOutOfBand() || mayHaveLink(type);
    }

    /** Returns whether the user can type a code into the page. */
    boolean takesCode(FactorType type) {
        return type.hasTypedCode()
                && (!type.mayHaveLink() || challenges.emailContent().mayBeCode());
    }

    /** Returns whether OneLogin has to know the target of the message's link. */
    boolean mayHaveLink(FactorType type) {
        return type.mayHaveLink() && challenges.emailContent().mayBeLink();
    }
}
