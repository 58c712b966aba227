package dev.mfabridge.onelogin.mfa;

/** Why a conversation ended with nothing proven. */
public enum Reason {
    /** OneLogin knows no user for this person. */
    USER_NOT_FOUND,
    /** OneLogin knows more than one user for this person. */
    USER_AMBIGUOUS,
    /** OneLogin has no factor to enrol that the settings allow. */
    NO_FACTOR_OFFERED,
    /** The person has devices, none of which the settings allow or this version can challenge. */
    NO_USABLE_DEVICE,
    /** OneLogin refuses to challenge the person's device: it may have been removed there. */
    DEVICE_REFUSED,
    /** OneLogin could not be reached, was too busy, or gave no answer that could be understood. */
    UNAVAILABLE,
    /** OneLogin refuses the API credentials. */
    CREDENTIALS_REFUSED,
    /** OneLogin refused what was asked. */
    REFUSED
}
