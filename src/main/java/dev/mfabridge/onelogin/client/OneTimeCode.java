package dev.mfabridge.onelogin.client;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One-time code as the user entered it. A code is text: codes sent by SMS and e-mail may contain letters, and leading
 * zeros matter. {@link #toString()} hides the code (S7).
 *
 * @param value 1 to 64 characters without white space
 */
public record OneTimeCode(String value) {
    private static final int MAX_LENGTH = 64;
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00a0\\u202f]+");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is empty, too long or contains white space
     */
    public OneTimeCode {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || WHITE_SPACE.matcher(value).find()) {
            throw new IllegalArgumentException("Not a code");
        }
    }

    /**
     * Reads the user's input. Phones paste codes with spaces around or inside, so white space is dropped.
     *
     * @param input the content of the form field, or null
     * @return the code, or empty if the input contains no characters or more than any code has
     */
    public static Optional<OneTimeCode> parse(String input) {
        var code = input == null ? "" : WHITE_SPACE.matcher(input).replaceAll("");
        return code.isEmpty() || code.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new OneTimeCode(code));
    }

    @Override
    public String toString() {
        return "OneTimeCode[hidden]";
    }
}
