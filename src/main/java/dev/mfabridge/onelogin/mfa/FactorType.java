package dev.mfabridge.onelogin.mfa;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Types of OneLogin's factors, with the traits in which they differ for the user. The order is that in which they are offered unless
 * the settings say otherwise: a stronger type comes before those of the phone network (OWASP ASVS 5.0, 6.6.1).
 */
public enum FactorType {
    PROTECT(
            Set.of("onelogin", "protect"),
            Trait.APP,
            Trait.SENDS_MESSAGE,
            Trait.OUT_OF_BAND,
            Trait.TYPED_CODE,
            Trait.PAIRING_TOKEN),
    AUTHENTICATOR(Set.of("authenticator", "googleauthenticator"), Trait.APP, Trait.TYPED_CODE),
    EMAIL(Set.of("email"), Trait.SENDS_MESSAGE, Trait.TYPED_CODE, Trait.LINK),
    SMS(Set.of("sms"), Trait.SENDS_MESSAGE, Trait.TYPED_CODE, Trait.CUSTOM_TEXT),
    VOICE(Set.of("voice"), Trait.SENDS_MESSAGE, Trait.OUT_OF_BAND, Trait.PHONE_CODE),
    /** A type that this version doesn't know. */
    OTHER(Set.of(), Trait.SENDS_MESSAGE, Trait.TYPED_CODE);

    private static final String PREFIX = "onelogin";

    private final Set<String> authFactorNames;
    private final Set<Trait> traits;

    /** @param authFactorNames OneLogin's {@code auth_factor_name} in small letters, without OneLogin's own name in front */
    FactorType(Set<String> authFactorNames, Trait... traits) {
        this.authFactorNames = authFactorNames;
        this.traits = EnumSet.noneOf(Trait.class);
        this.traits.addAll(Arrays.asList(traits));
    }

    private enum Trait {
        SENDS_MESSAGE,
        APP,
        TYPED_CODE,
        OUT_OF_BAND,
        LINK,
        PHONE_CODE,
        CUSTOM_TEXT,
        PAIRING_TOKEN
    }

    /**
     * Returns the type with OneLogin's {@code auth_factor_name}. OneLogin calls that name "internal use only", and writes it
     * with and without its own name in front, so the match is lenient. OneLogin Protect is called just "OneLogin".
     */
    public static FactorType of(String authFactorName) {
        var letters = authFactorName.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        var name = letters.startsWith(PREFIX) && !letters.equals(PREFIX) ? letters.substring(PREFIX.length()) : letters;
        return Arrays.stream(values())
                .filter(type -> type.authFactorNames.contains(name))
                .findFirst()
                .orElse(OTHER);
    }

    /** @return the types that can be proven here, in the order in which they are offered */
    public static List<FactorType> provable() {
        return Arrays.stream(values()).filter(FactorType::isKnown).toList();
    }

    /** @return whether it can be proven here at all */
    public boolean isKnown() {
        return this != OTHER;
    }

    /** @return whether it is an app on the user's phone, which the page sets up and which has codes of its own */
    public boolean hasApp() {
        return traits.contains(Trait.APP);
    }

    /** @return whether OneLogin sends the user something when it is enrolled or challenged, at a cost to somebody */
    public boolean sendsMessage() {
        return traits.contains(Trait.SENDS_MESSAGE);
    }

    /** @return whether the user always confirms out of band (NIST SP 800-63B), while the page waits */
    public boolean isOutOfBand() {
        return traits.contains(Trait.OUT_OF_BAND);
    }

    /** @return whether the user can type a code of it into the page */
    public boolean hasTypedCode() {
        return traits.contains(Trait.TYPED_CODE);
    }

    /** @return whether its message can have a link, in place of a code or beside it */
    public boolean mayHaveLink() {
        return traits.contains(Trait.LINK);
    }

    /** @return whether the page shows a code that the user types into the phone */
    public boolean hasPhoneCode() {
        return traits.contains(Trait.PHONE_CODE);
    }

    /** @return whether the setting for the text of a message applies to it */
    boolean hasCustomText() {
        return traits.contains(Trait.CUSTOM_TEXT);
    }

    /** @return whether its app takes a token as OneLogin writes it, in place of a secret in base 32 */
    public boolean hasPairingToken() {
        return traits.contains(Trait.PAIRING_TOKEN);
    }
}
