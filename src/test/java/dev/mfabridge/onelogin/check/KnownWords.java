package dev.mfabridge.onelogin.check;

import java.util.Locale;
import java.util.Set;

/** Words of OneLogin's vocabulary, which can be about nobody. Everything else may be a name. */
final class KnownWords {
    private static final Set<String> KINDS = Set.of(
            "onelogin",
            "oneloginprotect",
            "protect",
            "oneloginsms",
            "sms",
            "oneloginvoice",
            "voice",
            "oneloginemail",
            "email",
            "googleauthenticator",
            "authenticator",
            "yubikey",
            "yubico",
            "duo",
            "duosecurity",
            "rsasecurid",
            "symantecvip",
            "securityquestions",
            "webauthn",
            "temporaryotp");
    private static final Set<String> OUTCOMES = Set.of(
            "success",
            "bearer",
            "badrequest",
            "badrequesterror",
            "unauthorized",
            "unauthorizederror",
            "invalidcredentials",
            "invalidclient",
            "invalidgrant",
            "invalidrequest",
            "forbidden",
            "forbiddenerror",
            "notfound",
            "notfounderror",
            "conflict",
            "conflicterror",
            "unprocessableentity",
            "unprocessableentityerror",
            "validationerror",
            "toomanyrequests",
            "toomanyrequestserror",
            "ratelimited",
            "internalservererror",
            "servererror",
            "serviceunavailable");

    private KnownWords() {}

    /** Returns whether it is a kind of factor, as {@code auth_factor_name} has it. */
    static boolean isKind(String text) {
        return KINDS.contains(letters(text));
    }

    /** Returns whether it names an error or a success. */
    static boolean isOutcome(String text) {
        return OUTCOMES.contains(letters(text));
    }

    /** Returns whether it is one of the three words that a registration or verification can have as {@code status}. */
    static boolean isStatus(String text) {
        return Set.of("pending", "accepted", "rejected").contains(text.toLowerCase(Locale.ROOT));
    }

    /** Blanks, underscores and hyphens alone differ between OneLogin's spellings of a word. */
    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
