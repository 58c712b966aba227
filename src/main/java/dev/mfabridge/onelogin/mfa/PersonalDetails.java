package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Mask for the personal details that users put into the names of devices (S9).
 *
 * <ul>
 *   <li>Phone number: seven digits or more with at most one letter between two of them, or six in a row, in any script.
 *       After a plus sign or a zero, any text can be between the digits. The last two digits stay visible. A long date
 *       or serial number is masked too, since hiding too much is the safe side.
 *   <li>E-mail address: the first character and the domain stay visible.
 * </ul>
 */
final class PersonalDetails {
    private static final String MASK = "•";
    private static final int DIGITS = 7;
    private static final int DIGITS_IN_A_ROW = 6;
    private static final int SHOWN_DIGITS = 2;
    /** Most letters between two digits of a number, such as the x before an extension. */
    private static final int LETTERS_BETWEEN = 1;

    private static final String PLUS_SIGNS = "+\ufe62\uff0b";
    private static final String AT_SIGNS = "@\ufe6b\uff20";

    private PersonalDetails() {}

    /**
     * Returns the text with its details masked. The last digits of a number can be the first digits of another one, so
     * the text is masked until it stays as it is. The mask of a masked text is the same text.
     */
    static String mask(String text) {
        var masked = maskOnce(text);
        return masked.equals(text) ? text : mask(masked);
    }

    /** Returns the text after one pass over each word and one over the text. */
    private static String maskOnce(String text) {
        var words = Arrays.stream(text.split(" ", -1)).map(PersonalDetails::maskAddress);
        return maskNumbers(words.collect(Collectors.joining(" ")).codePoints().toArray());
    }

    private static String maskAddress(String word) {
        var at = word.chars().map(letter -> AT_SIGNS.indexOf(letter)).toArray();
        for (var position = word.length() - 2; position > 0; position--) {
            if (at[position] >= 0) {
                return word.substring(0, word.offsetByCodePoints(0, 1)) + MASK.repeat(4) + word.substring(position);
            }
        }
        return word;
    }

    private static String maskNumbers(int[] characters) {
        var masked = characters.clone();
        var digits = new ArrayList<Integer>();
        var isPhone = false;
        var letters = 0;
        for (var position = 0; position < characters.length; position++) {
            var character = characters[position];
            if (isDigit(character)) {
                isPhone |= digits.isEmpty() && Character.getNumericValue(character) == 0;
                digits.add(position);
                letters = 0;
            } else if (PLUS_SIGNS.indexOf(character) >= 0) {
                isPhone = true;
            } else if (isLetter(character) && ++letters > LETTERS_BETWEEN && !isPhone) {
                maskNumber(digits, masked);
                digits.clear();
            }
        }
        maskNumber(digits, masked);
        return new String(masked, 0, masked.length);
    }

    /** Masks the digits at these positions if they look like a phone number. */
    private static void maskNumber(List<Integer> digits, int[] characters) {
        if (digits.size() >= DIGITS || hasRow(digits)) {
            digits.subList(0, digits.size() - SHOWN_DIGITS)
                    .forEach(position -> characters[position] = MASK.codePointAt(0));
        }
    }

    private static boolean hasRow(List<Integer> digits) {
        return digits.size() == DIGITS_IN_A_ROW
                && digits.get(DIGITS_IN_A_ROW - 1) - digits.get(0) == DIGITS_IN_A_ROW - 1;
    }

    /** Returns whether the character is a letter. Some dashes count as letters. */
    private static boolean isLetter(int character) {
        return Character.isLetter(character) && !VisibleText.isDash(character);
    }

    /** Returns whether the character stands for a number: a digit, also in a circle or raised, or a number such as ⑩. */
    private static boolean isDigit(int character) {
        return !Character.isLetter(character) && Character.getNumericValue(character) >= 0;
    }
}
