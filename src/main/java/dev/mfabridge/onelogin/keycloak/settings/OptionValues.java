package dev.mfabridge.onelogin.keycloak.settings;

import static java.util.Map.entry;

import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Values of a setting with a list of options. Keycloak's console shows each value as it is stored, and can't translate it.
 * The values of the form are therefore names for a reader. Scripts can use short values too, which never change.
 */
public final class OptionValues {
    private static final Map<Enum<?>, String> NAMES = Map.ofEntries(
            entry(UserMapping.EMAIL, "Verified e-mail address"),
            entry(UserMapping.USERNAME, "Username"),
            entry(UserMapping.EXTERNAL_ID, "External ID in OneLogin"),
            entry(UserMapping.ATTRIBUTE, "Attribute onelogin_user_id"),
            entry(FactorType.PROTECT, "OneLogin Protect"),
            entry(FactorType.AUTHENTICATOR, "Authenticator app"),
            entry(FactorType.EMAIL, "E-mail"),
            entry(FactorType.SMS, "SMS"),
            entry(FactorType.VOICE, "Phone call"),
            entry(FirstDevice.DEFAULT, "Default device in OneLogin"),
            entry(FirstDevice.LAST_USED, "Device used last"),
            entry(EmailContent.CODE, "Code"),
            entry(EmailContent.LINK, "Link"),
            entry(EmailContent.EITHER, "Code or link"),
            entry(AfterEmailLink.NONE, "Nothing"),
            entry(AfterEmailLink.EMAIL_FACTORS, "E-mail factors"),
            entry(AfterEmailLink.ENROLLMENT, "Enrollment"),
            entry(AfterEmailLink.BOTH, "E-mail factors and enrollment"));

    private OptionValues() {}

    /** Returns the value that the form shows and stores. */
    public static String of(Enum<?> constant) {
        return Objects.requireNonNull(NAMES.get(constant), constant::name);
    }

    /** Returns the values that the form shows, in the order of the constants. */
    static <E extends Enum<E>> List<String> all(Class<E> options) {
        return Arrays.stream(options.getEnumConstants()).map(OptionValues::of).toList();
    }

    /** Returns the value for scripts: the name of the constant in lower case, with dashes. */
    public static String forScripts(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the constant with this value of the form or for scripts, in upper or lower case; empty if there is none. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> options, String value) {
        return Arrays.stream(options.getEnumConstants())
                .filter(constant ->
                        value.equalsIgnoreCase(NAMES.get(constant)) || value.equalsIgnoreCase(forScripts(constant)))
                .findFirst();
    }

    /** Returns the type of factor with this value, or empty if no factor of this extension has it. */
    public static Optional<FactorType> factorType(String value) {
        return parse(FactorType.class, value).filter(FactorType::isKnown);
    }

    /** Returns the values of the types of factors that users can prove, in the order in which they are offered. */
    public static List<String> factorTypes() {
        return FactorType.provable().stream().map(OptionValues::of).toList();
    }
}
