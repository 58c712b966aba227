package dev.mfabridge.onelogin.mfa;

import java.util.Locale;

/** The kinds of factor that OneLogin has, as far as they differ in what a person does. */
public enum FactorType {
    SMS,
    EMAIL,
    VOICE,
    AUTHENTICATOR,
    PROTECT,
    /** A kind that this version does not know. */
    OTHER;

    /**
     * Tells the kind by OneLogin's {@code auth_factor_name}. OneLogin calls that name "internal use only" and writes it
     * with and without its own name in front, so it is matched leniently.
     */
    public static FactorType of(String authFactorName) {
        var name = authFactorName.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return switch (name.startsWith("onelogin") ? name.substring("onelogin".length()) : name) {
            case "sms" -> SMS;
            case "email" -> EMAIL;
            case "voice" -> VOICE;
            case "authenticator", "googleauthenticator" -> AUTHENTICATOR;
            // OneLogin Protect is called just "OneLogin".
            case "", "protect" -> name.isEmpty() ? OTHER : PROTECT;
            default -> OTHER;
        };
    }

    /** @return whether it can be proven here at all */
    public boolean isKnown() {
        return this != OTHER;
    }

    /** @return whether it is an app on the person's phone, which is set up by what the page shows and has codes of its own */
    public boolean hasApp() {
        return this == AUTHENTICATOR || this == PROTECT;
    }

    /** @return whether something reaches the person when it is enrolled or challenged, at a cost to somebody */
    public boolean sendsMessage() {
        return this != AUTHENTICATOR;
    }
}
