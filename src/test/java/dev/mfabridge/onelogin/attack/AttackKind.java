package dev.mfabridge.onelogin.attack;

/** Kind of an attack, which is a section of the page with all attacks. */
public enum AttackKind {
    BYPASS(
            "Ways past the factor",
            "An attacker knows the password, or has access to the mailbox, and has no device of the user."),
    FORGERY("Forged input", "An attacker sends forms, cookies, tokens and ids that no page of the login contains."),
    WEB(
            "Other web sites and e-mail",
            "A page of another site, a mail scanner or a forged host name causes the request."),
    LOSS("Loss and lockout", "A user loses a device, or can't sign in any more, without a mistake of the user."),
    QUOTA("OneLogin's quota", "A user or an administrator tries to use up the calls or the messages of others."),
    SERVER(
            "The server and its connections",
            "OneLogin, or a server in its place, is slow or absent, or sends harmful answers."),
    PRIVACY("Secrets and personal data", "A reader of pages, logs, events or exports looks for data of others."),
    USERS("Users in a hurry", "A user types, clicks or returns in a way that no page suggests."),
    ADMINISTRATION("Administration", "A setting has a mistake, or an administrator has only some of the roles.");

    private final String title;
    private final String attacker;

    AttackKind(String title, String attacker) {
        this.title = title;
        this.attacker = attacker;
    }

    /** Returns the heading of the section. */
    String title() {
        return title;
    }

    /** Returns a sentence about the attacker, or about the situation. */
    String attacker() {
        return attacker;
    }
}
