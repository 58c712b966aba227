package dev.mfabridge.onelogin.mfa;

/**
 * Content of the e-mails of OneLogin's e-mail factors. The content is a setting of each factor in OneLogin, which the
 * API doesn't return, and one account can have both.
 */
public enum EmailContent {
    /** A code or a link: the page takes a code, and continues when the link is clicked. */
    EITHER,
    /** A code: the extension never queries OneLogin for a click. */
    CODE,
    /** A link: the page has no field for a code. */
    LINK;

    /** Returns whether the e-mail can contain a link. */
    boolean mayBeLink() {
        return this != CODE;
    }

    /** Returns whether the e-mail can contain a code. */
    boolean mayBeCode() {
        return this != LINK;
    }
}
