package dev.mfabridge.onelogin.client;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifier that OneLogin issued: of a user, factor, device, registration or verification.
 *
 * <p>The identifier becomes part of a URL, so only the forms that OneLogin issues are allowed. They are a whole number,
 * a UUID, and {@code user_temp_otp_} with a number. The last form is the device of a help desk's temporary token
 * ({@code POST .../mfa_token}).
 *
 * @param value the identifier as text; for a number that OneLogin sent, its decimal digits
 */
public record OneLoginId(String value) {
    private static final int MAX_DIGITS = 19;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TEMPORARY_TOKEN = Pattern.compile("user_temp_otp_[0-9]{1,19}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has none of these forms
     */
    public OneLoginId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Neither a whole number nor a UUID nor a temporary token's id");
        }
    }

    /** Returns the identifier, or empty if the text is null or has none of these forms. */
    public static Optional<OneLoginId> parse(String text) {
        return isValid(text) ? Optional.of(new OneLoginId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text != null
                && (isNumber(text)
                        || UUID.matcher(text).matches()
                        || TEMPORARY_TOKEN.matcher(text).matches());
    }

    /** Returns whether OneLogin writes the identifier as a number in JSON. */
    boolean isNumber() {
        return isNumber(value);
    }

    /** Returns whether a text is 1 to 19 digits of ASCII. Most ids are, and a pattern would cost more. */
    private static boolean isNumber(String text) {
        for (int position = 0; position < text.length(); position++) {
            if (text.charAt(position) < '0' || text.charAt(position) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_DIGITS;
    }

    /** Returns whether the identifier is that of a help desk's temporary token. */
    public boolean isTemporaryToken() {
        return TEMPORARY_TOKEN.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
