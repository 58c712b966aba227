package dev.mfabridge.onelogin.client;

import java.util.regex.Pattern;

/** Word from a response, such as the name of an error or the id of a request, in a form that is safe for a log. */
public final class LoggedWord {
    private static final int MAX_LENGTH = 60;
    private static final int MAX_PART = 40;
    private static final String PUNCTUATION = " ._-";
    private static final Pattern MAYBE_SECRET = Pattern.compile("[A-Za-z0-9]{6,}");

    private LoggedWord() {}

    /** Returns the first 60 characters. Each character other than ASCII letters, digits and a few signs becomes a "?". */
    public static String of(String word) {
        var safe = word.substring(0, Math.min(word.length(), MAX_LENGTH)).toCharArray();
        for (int position = 0; position < safe.length; position++) {
            if (!isSafe(safe[position])) {
                safe[position] = '?';
            }
        }
        return new String(safe);
    }

    /**
     * Returns the same of an error's name. A part becomes a "?" if it has a digit and 6 characters or more, or more than 40
     * characters. It can be a code, a number or a token that OneLogin repeats (S7).
     */
    public static String ofName(String name) {
        // Before the text is cut, since the first half of a code is no whole part.
        return of(MAYBE_SECRET.matcher(name).replaceAll(part -> isMaybeSecret(part.group()) ? "?" : part.group()));
    }

    private static boolean isMaybeSecret(String part) {
        return part.length() > MAX_PART || part.chars().anyMatch(Character::isDigit);
    }

    /** Returns the same of an id, in which a blank becomes a "?" as well. */
    public static String ofId(String id) {
        return of(id).replace(' ', '?');
    }

    private static boolean isSafe(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || PUNCTUATION.indexOf(character) >= 0);
    }
}
