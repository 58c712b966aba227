package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * One-time code as the user entered it. A code is text: codes sent by SMS and e-mail may contain letters, and leading
 * zeros matter. {@link #toString()} hides the code (S7).
 *
 * @param value 1 to 64 letters and digits of ASCII
 */
public record OneTimeCode(String value) {
    private static final int MAX_LENGTH = 64;
    /** Distance of the full-width letters, which an East Asian keyboard enters, from the letters of ASCII. */
    private static final int FULL_WIDTH = 0xff21 - 'A';

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is empty, too long or contains other characters
     */
    public OneTimeCode {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(OneTimeCode::isOfCode)) {
            throw new IllegalArgumentException("Not a code");
        }
    }

    /**
     * Reads the user's input in any spelling of the code. Phones paste codes with blanks, dashes and invisible characters
     * around or inside, and keyboards have the digits of their script. A text that can't be a code is not sent, and so
     * it never counts as a wrong code (S5).
     *
     * @param input the content of the form field, or null
     * @return the code, or empty if the input contains no characters, others than a code has, or more than any code has
     */
    public static Optional<OneTimeCode> parse(String input) {
        if (input == null || input.length() > VisibleText.MAX_EXAMINED) {
            return Optional.empty();
        }
        var code = input.codePoints()
                .filter(character -> !isSeparator(character))
                .map(OneTimeCode::toAscii)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return code.isEmpty() || code.length() > MAX_LENGTH || !code.chars().allMatch(OneTimeCode::isOfCode)
                ? Optional.empty()
                : Optional.of(new OneTimeCode(code));
    }

    /** Returns whether a character only separates or decorates: a blank, punctuation, a mark, or an invisible one. */
    private static boolean isSeparator(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default ->
                VisibleText.isBlank(character) || VisibleText.isDash(character) || VisibleText.isInvisible(character);
        };
    }

    /** Returns the digit of ASCII for a digit of any script, and the letter of ASCII for a full-width letter. */
    private static int toAscii(int character) {
        var isFullWidthLetter = character >= 0xff21 && character <= 0xff5a && Character.isLetter(character);
        if (isFullWidthLetter) {
            return character - FULL_WIDTH;
        }
        return Character.isDigit(character) ? '0' + Character.digit(character, 10) : character;
    }

    private static boolean isOfCode(int character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    @Override
    public String toString() {
        return "OneTimeCode[hidden]";
    }
}
