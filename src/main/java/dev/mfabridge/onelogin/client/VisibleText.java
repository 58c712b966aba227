package dev.mfabridge.onelogin.client;

/**
 * Rules for texts from outside, such as names and codes: which characters have a visible form. Each text is cut before
 * it is examined, so that its length costs neither time nor memory.
 */
public final class VisibleText {
    /** Maximum number of characters of a text that are examined. */
    public static final int MAX_EXAMINED = 1_024;

    private static final int REPLACEMENT = '\uFFFD';

    /** Characters without a visible form that Unicode counts among letters, marks and symbols. */
    private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

    /** Characters that users enter as a dash although Unicode counts them among letters and symbols. */
    private static final String DASHES = "\u02d7\u2043\u2212\u30fc\uff70";

    private VisibleText() {}

    /**
     * Returns the visible part of a text on one line: each kind of blank is a space, and invisible characters are left
     * out. These could change the order in which a text is read, or hide a part of the text. A control character and
     * half of a character become U+FFFD.
     *
     * @return the text without blanks around it; empty if nothing is visible
     */
    public static String of(String text) {
        return text.length() <= MAX_EXAMINED && isPrintableAscii(text) ? text.strip() : visible(text);
    }

    /** Returns whether a text needs no more than stripping, as almost all names do. */
    private static boolean isPrintableAscii(String text) {
        for (int position = 0; position < text.length(); position++) {
            if (text.charAt(position) < ' ' || text.charAt(position) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String visible(String text) {
        return text.codePoints()
                .limit(MAX_EXAMINED)
                .filter(character -> !isInvisible(character))
                .map(VisibleText::onOneLine)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** Returns the visible part of a text, cut to a maximum number of characters. */
    public static String of(String text, int most) {
        var visible = of(text);
        return visible.substring(0, visible.offsetByCodePoints(0, Math.min(most, length(visible))))
                .strip();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int onOneLine(int character) {
        if (isBlank(character)) {
            return ' ';
        }
        var type = Character.getType(character);
        return type == Character.CONTROL || type == Character.SURROGATE ? REPLACEMENT : character;
    }

    /** Returns whether a character is a blank of any kind, or the end of a line. */
    public static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Returns whether a character is a dash, a hyphen or a minus of any script. */
    public static boolean isDash(int character) {
        return Character.getType(character) == Character.DASH_PUNCTUATION || DASHES.indexOf(character) >= 0;
    }

    /**
     * Returns whether a character has no form of its own: it controls the direction or the joining of others, selects a
     * variant, or is not assigned.
     */
    public static boolean isInvisible(int character) {
        var type = Character.getType(character);
        return type == Character.FORMAT
                || type == Character.UNASSIGNED
                || INVISIBLE.indexOf(character) >= 0
                || isBetween(character, 0x180b, 0x180f)
                || isBetween(character, 0xfe00, 0xfe0f)
                || isBetween(character, 0xe0100, 0xe01ef);
    }

    private static boolean isBetween(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
