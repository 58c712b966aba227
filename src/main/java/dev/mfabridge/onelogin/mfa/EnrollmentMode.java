package dev.mfabridge.onelogin.mfa;

/** Whether, and how, a person who has no device enrols one. */
public enum EnrollmentMode {
    /** Nobody enrols here: who has no device can't go on. */
    OFF,
    /** Without a choice where there is only one factor. */
    AT_ONCE,
    /** The person may turn back, so nothing is sent before a factor is chosen, be it the only one. */
    BY_CHOICE
}
