package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.Device;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Types of OneLogin's factors, with the traits in which they differ for the user. Users see the types in this order, unless the settings
 * have another one. Stronger types come before those of the phone network (OWASP ASVS 5.0, 6.6.1).
 */
public enum FactorType {
    PROTECT(
            Set.of("onelogin", "protect"),
            Trait.APP,
            Trait.ONE_CALL,
            Trait.SENDS_MESSAGE,
            Trait.OUT_OF_BAND,
            Trait.TYPED_CODE,
            Trait.PAIRING_TOKEN),
    AUTHENTICATOR(Set.of("authenticator", "googleauthenticator"), Trait.APP, Trait.ONE_CALL, Trait.TYPED_CODE),
    EMAIL(Set.of("email"), Trait.SENDS_MESSAGE, Trait.TYPED_CODE, Trait.LINK),
    SMS(Set.of("sms"), Trait.SENDS_MESSAGE, Trait.TYPED_CODE, Trait.CUSTOM_TEXT),
    VOICE(Set.of("voice"), Trait.SENDS_MESSAGE, Trait.OUT_OF_BAND, Trait.PHONE_CODE),
    /** Temporary token that a help desk gives to a user. Its device's id shows the type, not OneLogin's name. */
    TEMPORARY_TOKEN(Set.of(), Trait.ONE_CALL, Trait.TYPED_CODE),
    /** Type that this version doesn't know. */
    OTHER(Set.of(), Trait.SENDS_MESSAGE, Trait.TYPED_CODE);

    private static final String PREFIX = "onelogin";

    private final Set<String> authFactorNames;
    private final Set<Trait> traits;

    /**
     * Creates a type.
     *
     * @param authFactorNames OneLogin's {@code auth_factor_name} in lower case, without OneLogin's own name in front
     */
    FactorType(Set<String> authFactorNames, Trait... traits) {
        this.authFactorNames = authFactorNames;
        this.traits = EnumSet.noneOf(Trait.class);
        this.traits.addAll(Arrays.asList(traits));
    }

    /** Trait of a factor type. */
    private enum Trait {
        SENDS_MESSAGE,
        APP,
        ONE_CALL,
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

    /** Returns the type of a device of OneLogin's list. */
    public static FactorType of(Device device) {
        return device.id().isTemporaryToken() ? TEMPORARY_TOKEN : of(device.authFactorName());
    }

    /** Returns the types that can be enrolled and proven here, in the order in which they are offered. */
    public static List<FactorType> provable() {
        return Arrays.stream(values()).filter(FactorType::isKnown).toList();
    }

    /** Returns whether the type can be enrolled and proven here. A temporary token is no factor that a user enrolls. */
    public boolean isKnown() {
        return this != OTHER && this != TEMPORARY_TOKEN;
    }

    /** Returns whether OneLogin checks a code of the type in one call, without a verification before it. */
    public boolean isCheckedInOneCall() {
        return traits.contains(Trait.ONE_CALL);
    }

    /**
     * Returns whether the type is an app on the user's phone, which the page sets up and which has codes of its own.
     */
    public boolean hasApp() {
        return traits.contains(Trait.APP);
    }

    /** Returns whether OneLogin sends the user a message at an enrollment or a challenge. A message can cost money. */
    public boolean sendsMessage() {
        return traits.contains(Trait.SENDS_MESSAGE);
    }

    /** Returns whether the user always confirms out of band (NIST SP 800-63B), while the page waits. */
    public boolean isOutOfBand() {
        return traits.contains(Trait.OUT_OF_BAND);
    }

    /** Returns whether the user can type a code of the factor into the page. */
    public boolean hasTypedCode() {
        return traits.contains(Trait.TYPED_CODE);
    }

    /** Returns whether the message can contain a link, in place of a code or beside it. */
    public boolean mayHaveLink() {
        return traits.contains(Trait.LINK);
    }

    /** Returns whether the page shows a code that the user types into the phone. */
    public boolean hasPhoneCode() {
        return traits.contains(Trait.PHONE_CODE);
    }

    /** Returns whether the setting for the text of a message applies to the type. */
    boolean hasCustomText() {
        return traits.contains(Trait.CUSTOM_TEXT);
    }

    /** Returns whether the app takes a token as OneLogin writes it, in place of a secret in base 32. */
    public boolean hasPairingToken() {
        return traits.contains(Trait.PAIRING_TOKEN);
    }
}
