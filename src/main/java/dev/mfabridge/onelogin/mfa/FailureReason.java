package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.UserLookup;

/** Why a conversation ended with nothing proven. */
public enum FailureReason {
    /** OneLogin knows no user for this person. */
    USER_NOT_FOUND,
    /** OneLogin knows more than one user for this person. */
    USER_AMBIGUOUS,
    /** OneLogin lists the user as suspended. */
    USER_SUSPENDED,
    /** OneLogin lists the user as locked. */
    USER_LOCKED,
    /** OneLogin lists the user as not approved yet. */
    USER_UNAPPROVED,
    /** OneLogin lists the user as rejected. */
    USER_REJECTED,
    /** OneLogin lists the user as having no license. */
    USER_UNLICENSED,
    /** The person has no device, and enrolling one is not for this place. */
    NOT_ENROLLED,
    /** OneLogin has no factor to enrol that the settings allow. */
    NO_FACTOR_OFFERED,
    /** The person has devices, none of which the settings allow. */
    NO_USABLE_DEVICE,
    /** The person's device is no longer there in OneLogin, and an admin has to allow another. */
    DEVICE_REMOVED,
    /** OneLogin refuses to challenge the person's device although it is there. */
    DEVICE_REFUSED,
    /** The person was sent as many messages as the admin allows. */
    TOO_MANY_MESSAGES,
    /** OneLogin was asked about the person too often, such as by pages that are opened over and over. */
    TOO_MANY_REQUESTS,
    /** OneLogin was too busy, or gave no answer that could be understood. */
    UNAVAILABLE,
    /** OneLogin could not be reached, did not answer in time, or answered that it can't serve. */
    UNREACHABLE,
    /** OneLogin refuses the API credentials. */
    CREDENTIALS_REFUSED,
    /** OneLogin refused what was asked. */
    REFUSED;

    /** @return whether OneLogin has no user who can prove a factor, or more than one */
    public boolean isAboutUser() {
        return name().startsWith("USER_");
    }

    static FailureReason of(UserLookup.Block block) {
        return switch (block) {
            case SUSPENDED -> USER_SUSPENDED;
            case LOCKED -> USER_LOCKED;
            case UNAPPROVED -> USER_UNAPPROVED;
            case REJECTED -> USER_REJECTED;
            case UNLICENSED -> USER_UNLICENSED;
        };
    }

    static FailureReason of(OneLoginException e) {
        return switch (e.kind()) {
            case UNREACHABLE, TIMED_OUT -> UNREACHABLE;
            case UNAUTHORIZED, SCOPE_MISSING -> CREDENTIALS_REFUSED;
            case REFUSED -> REFUSED;
            case RATE_LIMITED, POOL_EXHAUSTED, INVALID_RESPONSE -> UNAVAILABLE;
        };
    }
}
