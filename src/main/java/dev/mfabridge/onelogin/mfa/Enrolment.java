package dev.mfabridge.onelogin.mfa;

/** Whether a person who has no device enrols one. */
public enum Enrolment {
    /** Nobody enrols here: who has no device can't go on. */
    OFF,
    /** At once; where there is one factor only, it is not chosen first. */
    REQUIRED,
    /** The person may put it off, so nothing is sent before a factor is chosen. */
    OPTIONAL
}
