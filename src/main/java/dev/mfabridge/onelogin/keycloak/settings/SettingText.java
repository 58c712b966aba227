package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.client.VisibleText;

/** Text that an administrator typed or pasted. */
public final class SettingText {
    private SettingText() {}

    /**
     * Returns the text without what can't be seen at its ends: blanks of all kinds such as U+00A0, line ends, and
     * characters without a form such as U+200B. A copy from a web page can bring them along.
     */
    public static String trim(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isInvisible(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isInvisible(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Returns whether the text contains a blank or another character that can't be seen. */
    static boolean hasInvisible(String text) {
        return text.codePoints().anyMatch(SettingText::isInvisible);
    }

    private static boolean isInvisible(int character) {
        return VisibleText.isBlank(character)
                || VisibleText.isInvisible(character)
                || Character.isISOControl(character);
    }
}
