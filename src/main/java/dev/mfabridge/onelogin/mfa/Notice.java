package dev.mfabridge.onelogin.mfa;

/** What to tell the person beside the page of the state. */
public enum Notice {
    /** OneLogin says that the code was not right: the one outcome that is the person's failure. */
    CODE_NOT_RIGHT,
    /** Nothing was entered. */
    CODE_MISSING,
    /** The code expired before it was entered. */
    CODE_EXPIRED,
    /** The code could not be checked; it may be right. */
    CODE_NOT_CHECKED,
    /** Another code is on its way. */
    CODE_SENT_AGAIN,
    /** Another code could not be sent. */
    CODE_NOT_SENT,
    /** It is too early for another code, or for starting over. */
    TOO_SOON,
    /** What was chosen is not on offer. */
    NOT_OFFERED
}
