package dev.mfabridge.onelogin.api;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An identifier that OneLogin gave out: of a user, factor, device, registration or verification. It becomes part of a
 * URL, so only what OneLogin really issues is one: a whole number or a UUID.
 *
 * @param value the identifier as text; a number that OneLogin sent is its decimal digits
 */
public record OneLoginId(String value) {
    private static final Pattern NUMBER_OR_UUID =
            Pattern.compile("[0-9]{1,19}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @throws IllegalArgumentException when the value is neither a whole number nor a UUID */
    public OneLoginId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Neither a whole number nor a UUID");
        }
    }

    /** @return the identifier, or empty when the text is null or neither a whole number nor a UUID */
    public static Optional<OneLoginId> parse(String text) {
        return isValid(text) ? Optional.of(new OneLoginId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text != null && NUMBER_OR_UUID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
