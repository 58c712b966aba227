package dev.mfabridge.onelogin.mfa;

/**
 * Content of the e-mails of OneLogin's e-mail factors. It is a setting of each factor in OneLogin, which the API doesn't tell,
 * and one account can have both.
 */
public enum EmailContent {
    /** A code or a link: the page takes a code, and goes on when the link was clicked. */
    EITHER,
    /** A code: OneLogin is never asked whether a link was clicked. */
    CODE,
    /** A link: there is no code to type in. */
    LINK;

    /** @return whether there may be a link to click */
    boolean mayBeLink() {
        return this != CODE;
    }

    /** @return whether there may be a code to type in */
    boolean mayBeCode() {
        return this != LINK;
    }
}
