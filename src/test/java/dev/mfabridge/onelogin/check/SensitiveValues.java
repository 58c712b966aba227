package dev.mfabridge.onelogin.check;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that must not be in the report: those that the administrator entered, and those that were masked in an answer. They
 * are the second line of defense after {@link Masking} (S7): a value that is in the report in another place, such as a field's
 * name, is removed.
 */
final class SensitiveValues {
    private static final String HIDDEN = "<hidden>";
    /** Minimum length, since shorter values occur in any text. */
    private static final int SHORTEST = 4;
    /** Length from which a value is also found within a word, since it doesn't occur there by chance. */
    private static final int LONG = 8;

    private final Set<String> values = new LinkedHashSet<>();

    void add(String value) {
        if (value.strip().length() >= SHORTEST && !KnownWords.isFactorType(value) && !KnownWords.isOutcome(value)) {
            values.add(value.strip());
        }
    }

    String removedFrom(String report) {
        var clean = report;
        for (var value : values) {
            var quoted = Pattern.quote(value);
            var pattern = value.length() >= LONG ? quoted : "(?<![\\p{L}\\p{N}_])" + quoted + "(?![\\p{L}\\p{N}_])";
            clean = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(clean)
                    .replaceAll(Matcher.quoteReplacement(HIDDEN));
        }
        return clean;
    }

    @Override
    public String toString() {
        return "SensitiveValues[" + values.size() + "]";
    }
}
