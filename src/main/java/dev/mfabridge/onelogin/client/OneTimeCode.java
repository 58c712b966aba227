package dev.mfabridge.onelogin.client;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code as a person typed it. Codes sent by SMS and e-mail may hold letters, and leading zeros count, so it is text.
 * {@link #toString()} hides it.
 *
 * @param value 1 to 64 characters with no white space among them
 */
public record OneTimeCode(String value) {
    private static final int LONGEST = 64;
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00a0\\u202f]+");

    /** @throws IllegalArgumentException when the value is empty, too long or holds white space */
    public OneTimeCode {
        if (value.isEmpty()
                || value.length() > LONGEST
                || WHITE_SPACE.matcher(value).find()) {
            throw new IllegalArgumentException("Not a code");
        }
    }

    /**
     * Reads what was typed. Phones paste codes with spaces around or inside, so white space is dropped.
     *
     * @param typed what the form field held, or null
     * @return the code, or empty when nothing is left or it is longer than any code
     */
    public static Optional<OneTimeCode> parse(String typed) {
        var code = typed == null ? "" : WHITE_SPACE.matcher(typed).replaceAll("");
        return code.isEmpty() || code.length() > LONGEST ? Optional.empty() : Optional.of(new OneTimeCode(code));
    }

    @Override
    public String toString() {
        return "Code[hidden]";
    }
}
