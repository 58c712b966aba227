package dev.mfabridge.onelogin.mfa;

import java.util.regex.Pattern;

/**
 * Name of a factor or device for pages and credentials. Users name devices after their phone numbers, and no page or
 * credential may contain a full phone number (S9). So all but the last two digits of a number are hidden. Control
 * characters, some of which no database takes, are replaced.
 *
 * @param text 1 to 64 characters
 */
public record Label(String text) {
    private static final int LONGEST = 64;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PHONE_NUMBER = Pattern.compile("[0-9](?:[ ().-]*[0-9]){6,}");

    public Label {
        text = CONTROL.matcher(text.strip()).replaceAll("\uFFFD");
        text = PHONE_NUMBER.matcher(text).replaceAll(number -> hideAllButTwo(number.group()));
        text = text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))));
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A label is never empty");
        }
    }

    private static String hideAllButTwo(String number) {
        return number.substring(0, number.length() - 2).replaceAll("[0-9]", "•")
                + number.substring(number.length() - 2).replaceAll("[^0-9]", "");
    }

    @Override
    public String toString() {
        return text;
    }
}
