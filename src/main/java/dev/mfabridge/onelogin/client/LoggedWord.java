package dev.mfabridge.onelogin.client;

import java.util.stream.Collectors;

/** Word from a response, such as the name of an error or the id of a request, in a form that is safe for a log. */
public final class LoggedWord {
    private static final int MAX_LENGTH = 60;
    private static final String PUNCTUATION = " ._-";

    private LoggedWord() {}

    /** Returns the first 60 characters. Each character other than ASCII letters, digits and a few signs becomes a "?". */
    public static String of(String word) {
        return word.chars()
                .limit(MAX_LENGTH)
                .map(character -> isSafe(character) ? character : '?')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Returns the same of an id, in which a blank becomes a "?" as well. */
    public static String ofId(String id) {
        return of(id).replace(' ', '?');
    }

    private static boolean isSafe(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || PUNCTUATION.indexOf(character) >= 0);
    }
}
