package dev.mfabridge.onelogin.mfa;

/** Why a conversation ended with nothing proven. */
public enum Reason {
    /** OneLogin knows no user for this person. */
    USER_NOT_FOUND,
    /** OneLogin knows more than one user for this person. */
    USER_AMBIGUOUS,
    /** OneLogin lists the user as suspended or locked. */
    USER_INACTIVE,
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
    REFUSED
}
