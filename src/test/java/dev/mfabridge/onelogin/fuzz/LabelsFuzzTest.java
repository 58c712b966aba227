package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mfabridge.onelogin.mfa.Label;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names of devices and factors with any characters. */
class LabelsFuzzTest {
    private static final int LONGEST = 64;
    private static final int FULL_NUMBER = 7;
    private static final Pattern ADDRESS = Pattern.compile("[^ ]*[^ \u2022][@\uff20\ufe6b][^ ]+");
    private static final Pattern LONE_LETTER = Pattern.compile("(?<=d)[^d](?=d)");

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(LabelsFuzzTest.class).check(LabelsFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("A label of any text has no full phone number and no full address (S9)")
    void generatedNamesBreakNoPromise() {
        FuzzRun.generated(LabelsFuzzTest.class, LabelsFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 3_000_000, maxDuration = "3h")
    void namesBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(LabelsFuzzTest::read, input);
    }

    private static String read(byte[] input) {
        var label = Label.parse(new String(input, StandardCharsets.UTF_8));
        label.ifPresent(found -> {
            check(found.text());
            assertThat(new Label(found.text())).isEqualTo(found);
        });
        return label.map(found -> found.text().contains("\u2022") ? "masked" : "shown")
                .orElse("none");
    }

    /** Checks a text for pages: it is short, on one line, and has no full phone number or address. */
    static void check(String text) {
        assertThat(text.codePointCount(0, text.length())).isBetween(1, LONGEST);
        assertThat(text.codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(text).as("label without an address").doesNotContainPattern(ADDRESS);
        assertThat(mostDigits(text)).as("digits in a number of %s", text).isLessThan(FULL_NUMBER);
    }

    /** Returns the number of digits in the longest number of a text: a single letter doesn't end a number. */
    private static int mostDigits(String text) {
        var pattern = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isDigit(character)) {
                pattern.append('d');
            } else if (Character.isAlphabetic(character)) {
                pattern.append('a');
            }
        });
        var longest = 0;
        for (var number : LONE_LETTER.matcher(pattern).replaceAll("").split("a")) {
            longest = Math.max(longest, number.length());
        }
        return longest;
    }

    /** Returns whether a character is a number of one or more digits, in any script. */
    private static boolean isDigit(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER, Character.LETTER_NUMBER ->
                Character.getNumericValue(character) >= 0;
            default -> false;
        };
    }
}
