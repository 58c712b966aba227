package dev.mfabridge.onelogin.keycloak.settings;

/** Text that an administrator typed or pasted. */
public final class SettingText {
    private SettingText() {}

    /**
     * Returns the text without what can't be seen at its ends: blanks of all kinds such as U+00A0, line ends, and
     * characters without a width such as U+200B. A copy from a web page can bring them along.
     */
    public static String trim(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isInvisible(text.charAt(start))) {
            start++;
        }
        while (start < end && isInvisible(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns whether the text contains a blank or another character that can't be seen. */
    static boolean hasInvisible(String text) {
        return text.chars().anyMatch(character -> isInvisible((char) character));
    }

    private static boolean isInvisible(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
