package dev.mfabridge.onelogin.client;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An identifier that OneLogin gave out: of a user, factor, device, registration or verification. It becomes part of a
 * URL, so only what OneLogin really issues is one: a whole number, a UUID, or {@code user_temp_otp_} and a
 * number, which is the device of a help desk's temporary token ({@code POST .../mfa_token}).
 *
 * @param value the identifier as text; a number that OneLogin sent is its decimal digits
 */
public record OneLoginId(String value) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TEMPORARY_TOKEN = Pattern.compile("user_temp_otp_[0-9]{1,19}");

    /** @throws IllegalArgumentException when the value has none of these forms */
    public OneLoginId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Neither a whole number nor a UUID nor a temporary token's id");
        }
    }

    /** @return the identifier, or empty when the text is null or has none of these forms */
    public static Optional<OneLoginId> parse(String text) {
        return isValid(text) ? Optional.of(new OneLoginId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text != null
                && (NUMBER.matcher(text).matches()
                        || UUID.matcher(text).matches()
                        || TEMPORARY_TOKEN.matcher(text).matches());
    }

    /** @return whether OneLogin writes it as a number in JSON */
    boolean isNumber() {
        return NUMBER.matcher(value).matches();
    }

    /** @return whether it is the device of a help desk's temporary token, which is no device to challenge */
    public boolean isTemporaryToken() {
        return TEMPORARY_TOKEN.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
