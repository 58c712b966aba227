package dev.mfabridge.onelogin.mfa;

/** What to tell the person beside the page of the state. */
public enum Notice {
    /** OneLogin says that the code was not right: the person's failure. */
    WRONG_CODE,
    /** The person declined elsewhere, hung up, or typed a wrong code into the phone: the person's failure as well. */
    DENIED,
    /** Nothing was entered. */
    CODE_MISSING,
    /** The code or request expired before it was answered. */
    EXPIRED,
    /** The code could not be checked; it may be right. */
    CODE_NOT_CHECKED,
    /** No answer was given elsewhere yet. */
    NOT_ANSWERED,
    /** Whether an answer was given could not be found out. */
    ANSWER_NOT_CHECKED,
    /** Another message is on its way. */
    SENT_AGAIN,
    /** Another message could not be sent. */
    NOT_SENT,
    /** It is too early for another message, or for starting over. */
    TOO_SOON,
    /** The person was sent as many messages as the admin allows. */
    TOO_MANY_MESSAGES,
    /** What was chosen is not on offer. */
    NOT_OFFERED,
    /** There is no other device or factor. */
    NO_ALTERNATIVE
}
