package dev.mfabridge.onelogin.mfa;

/** Mode of enrollment for a user who has no device. */
public enum EnrollmentMode {
    /** No enrollment here: a user without a device can't continue. */
    OFF,
    /** Enrollment without a choice if OneLogin offers only one factor. */
    AT_ONCE,
    /** Enrollment that the user can leave, so OneLogin sends nothing before the user chooses a factor, even the only one. */
    BY_CHOICE
}
