package dev.mfabridge.onelogin.it.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Secret that a run used, in one of the forms in which a text can contain it.
 *
 * @param name the kind and the owner, for a developer
 * @param value the form to search for
 * @param isWord whether only a whole word counts, since a longer number or word can contain the value by chance
 */
record KnownSecret(String name, String value, boolean isWord) {

    /** Length from which a value is searched for: any page has shorter words by chance. */
    static final int MIN_LENGTH = 6;

    /** Returns the forms of a long secret: as it is, encoded for a URL, in Base64, and in groups of four as on a page. */
    static Stream<KnownSecret> text(String name, String value) {
        return Stream.of(
                        Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)),
                        IntStream.range(0, 3).mapToObj(offset -> base64(value, offset)),
                        Stream.of(String.join(" ", value.split("(?<=\\G.{4})"))))
                .flatMap(forms -> forms)
                .distinct()
                .map(form -> new KnownSecret(name, form, false));
    }

    /** Returns a short secret, such as a code or a phone number. */
    static Stream<KnownSecret> word(String name, String value) {
        return Stream.of(new KnownSecret(name, value, true));
    }

    boolean isSearchable() {
        // "000000" and the like: a wrong code of a test, and also a color.
        return value.length() >= MIN_LENGTH && value.chars().distinct().count() >= 3;
    }

    /**
     * Returns whether the text contains the secret at this position. A word has neither letters nor digits beside it, and is no
     * part of a decimal number: a duration of {@code 0.123456} s contains no code.
     */
    boolean isAt(String text, int start) {
        if (!text.startsWith(value, start)) {
            return false;
        }
        var end = start + value.length();
        return !isWord || isBoundary(text, start - 1, -1) && isBoundary(text, end, 1);
    }

    private static boolean isBoundary(String text, int position, int direction) {
        if (isLetterOrDigit(text, position)) {
            return false;
        }
        var isPoint = position >= 0 && position < text.length() && ".,".indexOf(text.charAt(position)) >= 0;
        return !isPoint || !isLetterOrDigit(text, position + direction);
    }

    private static boolean isLetterOrDigit(String text, int position) {
        return position >= 0 && position < text.length() && Character.isLetterOrDigit(text.charAt(position));
    }

    /** Returns the characters that the Base64 of each longer text has, in which the value starts at this offset of three. */
    private static String base64(String value, int offset) {
        var padded = "\0".repeat(offset) + value;
        var whole = padded.substring(0, padded.length() - padded.length() % 3);
        var encoded = Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
        return encoded.substring(Math.min(encoded.length(), offset == 0 ? 0 : 4));
    }
}
