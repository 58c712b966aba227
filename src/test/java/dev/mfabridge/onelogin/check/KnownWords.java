package dev.mfabridge.onelogin.check;

import java.util.Locale;
import java.util.Set;

/** Words of OneLogin's vocabulary, which can't identify a user. Any other text may be a name. */
final class KnownWords {
    private static final Set<String> FACTOR_TYPES = Set.of(
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

    /** Returns whether a text is a factor type in {@code auth_factor_name}. */
    static boolean isFactorType(String text) {
        return FACTOR_TYPES.contains(letters(text));
    }

    /** Returns whether a text is the name of an error or a success. */
    static boolean isOutcome(String text) {
        return OUTCOMES.contains(letters(text));
    }

    /** Returns whether a text is one of the three statuses of a registration or verification. */
    static boolean isStatus(String text) {
        return Set.of("pending", "accepted", "rejected").contains(text.toLowerCase(Locale.ROOT));
    }

    /** Returns only the letters, since OneLogin's spellings of a word differ only in blanks, underscores and hyphens. */
    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
