package dev.mfabridge.onelogin.keycloak.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values of a setting with a list of options: the names of an enum's constants in lower case, with dashes. */
final class OptionValues {
    private OptionValues() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> all(Class<E> options) {
        return Arrays.stream(options.getEnumConstants()).map(OptionValues::of).toList();
    }

    /** Returns the constant with this value in upper or lower case, or empty if there is none. */
    static <E extends Enum<E>> Optional<E> parse(Class<E> options, String value) {
        return Arrays.stream(options.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(value))
                .findFirst();
    }
}
