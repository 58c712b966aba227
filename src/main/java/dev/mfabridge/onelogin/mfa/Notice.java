package dev.mfabridge.onelogin.mfa;

/** Message to the user beside the page of a state. */
public enum Notice {
    /** The user entered a wrong code, which is a failed attempt (S5). */
    WRONG_CODE,
    /** The user denied the push, hung up, or typed a wrong code into the phone, which is a failed attempt (S5). */
    DENIED,
    /** The user submitted the page without a code. */
    CODE_MISSING,
    /** The code, push, call or link expired before the user confirmed. */
    EXPIRED,
    /** The extension couldn't verify the code. The code may be right. */
    CODE_NOT_CHECKED,
    /** OneLogin left a code of an app unanswered or refused it afterwards, so the user needs the app's next code (S5). */
    NEXT_CODE_NEEDED,
    /** OneLogin left a check unanswered, so the code or the confirmation may be used up (S5). */
    ANSWER_LOST,
    /** The user hasn't confirmed out of band yet. */
    NOT_ANSWERED,
    /** The extension couldn't find out if the user confirmed out of band. */
    ANSWER_NOT_CHECKED,
    /** OneLogin sent another message. */
    SENT_AGAIN,
    /** OneLogin didn't confirm another message. */
    NOT_SENT,
    /** The user requested another message, or retried, before the waiting time ended. */
    TOO_SOON,
    /** The message limit rejected another message. */
    TOO_MANY_MESSAGES,
    /** A limit of API calls rejected the request. */
    TOO_MANY_REQUESTS,
    /** The selected device or factor is not on offer. */
    NOT_OFFERED,
    /** The user has no other device or factor. */
    NO_ALTERNATIVE,
    /** OneLogin has no temporary token for the user. */
    NO_TEMPORARY_TOKEN
}
