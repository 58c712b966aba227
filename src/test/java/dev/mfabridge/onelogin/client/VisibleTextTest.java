package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Visible parts of texts from outside. */
class VisibleTextTest {
    @Test
    @DisplayName("A text is on one line, without invisible characters, and a control character is replaced")
    void textIsOnOneLine() {
        assertThat(VisibleText.of(" a\u3000b\u2028c\u0007 ")).isEqualTo("a b c\ufffd");
        assertThat(VisibleText.of("a\u200bb")).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource({"\u200b\u202e, ''", "\u00fc\u200b\u00fc, \u00fc\u00fc", "'\u0007\u0007', \ufffd\ufffd"})
    @DisplayName("A text without printable characters of ASCII has only visible characters")
    void textWithoutAsciiIsVisible(String text, String visible) {
        assertThat(VisibleText.of(text)).isEqualTo(visible);
    }

    @ParameterizedTest
    @MethodSource("printableTexts")
    @DisplayName("A text of printable ASCII needs no copy, since almost all names are such texts")
    void printableTextIsNotCopied(String text) {
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    static Stream<String> printableTexts() {
        return Stream.of("Ann's phone", "~!", "x".repeat(1_024));
    }

    @Test
    @DisplayName("Only the first 1024 characters of a text are examined")
    void longTextIsCut() {
        assertThat(VisibleText.of("x".repeat(1_025))).hasSize(1_024);
    }

    @ParameterizedTest
    @CsvSource({"abc, 2, ab", "abc, 3, abc", "abc, 9, abc", "\ud83d\ude00bc, 1, \ud83d\ude00", "'a bc', 2, a"})
    @DisplayName("A text is cut to a number of whole characters, without blanks around it")
    void textIsCutToWholeCharacters(String text, int most, String cut) {
        assertThat(VisibleText.of(text, most)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x034f, 0x200b, 0x0378, 0x2800, 0x180b, 0x180f, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef})
    @DisplayName("A character without a form of its own is invisible, from the first to the last of its range")
    void characterWithoutFormIsInvisible(int character) {
        assertThat(VisibleText.isInvisible(character)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {'a', ' ', 0x180a, 0xfe10, 0x1810})
    @DisplayName("A character beside a range of invisible characters is visible")
    void characterBesideRangeIsVisible(int character) {
        assertThat(VisibleText.isInvisible(character)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-, true", "\u02d7, true", "\u2013, true", "\u2212, true", "\u30fc, true", "a, false", "_, false"})
    @DisplayName("A dash of any script is a dash")
    void dashOfAnyScriptIsDash(char character, boolean isDash) {
        assertThat(VisibleText.isDash(character)).isEqualTo(isDash);
    }
}
