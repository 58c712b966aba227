package dev.mfabridge.onelogin.languages;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the translations against the English texts. */
class TranslationsTest {
    private static final Translation ENGLISH = Translation.english();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");
    private static final List<String> NAMES =
            List.of("OneLogin Protect", "onelogin_user_id", "otp_code", "otp_expiry", "${vault.name}", "Manage All");

    /** Texts that are the same in some languages: names, and words that they share with English. */
    private static final Set<String> MAY_BE_ENGLISH = Set.of(
            "onelogin-display-name",
            "oneloginFactorTypePROTECT",
            "oneloginFactorTypeEMAIL",
            "oneloginFactorTypeSMS",
            "oneloginDeviceKindPROTECT",
            "oneloginDeviceKindEMAIL",
            "oneloginDeviceNameOf",
            "oneloginCodeLabel",
            "oneloginWait",
            "oneloginSettingClientId");

    static List<Translation> translations() {
        return Translation.all();
    }

    @Test
    @DisplayName("The docs list the languages that there are")
    void docsListTheLanguages() throws IOException {
        var listed = Pattern.compile("(?m)^\\| `([\\w-]+)` \\|")
                .matcher(Files.readString(Path.of("docs/how-to/translate.md")))
                .results()
                .map(row -> row.group(1));

        assertThat(listed)
                .containsExactlyElementsOf(
                        Translation.all().stream().map(Translation::tag).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("A translation names its language, for screen readers")
    void translationNamesItsLanguage(Translation translation) {
        assertThat(translation.pattern("oneloginLanguage")).isEqualTo(translation.tag());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("Each text has the placeholders of the English one")
    void textsHaveThePlaceholders(Translation translation) {
        assertThat(ENGLISH.keys())
                .allSatisfy(key -> assertThat(placeholders(translation.pattern(key)))
                        .as(key)
                        .isEqualTo(placeholders(ENGLISH.pattern(key))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("No text has an apostrophe that a page would swallow or that a form would show twice")
    void textsHaveTypographicApostrophes(Translation translation) {
        assertThat(translation.keys()).noneMatch(key -> translation.pattern(key).contains("'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("Each text of a page can be shown, with one and with many")
    void textsOfPagesCanBeShown(Translation translation) {
        assertThat(translation.keys().filter(key -> !key.startsWith("oneloginSetting")))
                .allSatisfy(key -> {
                    for (var number : List.of(1, 2, 5)) {
                        assertThat(translation.text(key, number, "x"))
                                .isNotBlank()
                                .doesNotContain("{", "}");
                    }
                    if (translation.pattern(key).contains("{0")) {
                        assertThat(translation.text(key, 5, "x")).containsPattern("[5٥۵]");
                    }
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("Each text is translated")
    void textsAreTranslated(Translation translation) {
        assertThat(ENGLISH.keys().filter(key -> !MAY_BE_ENGLISH.contains(key) && !key.equals("locale_he")))
                .noneMatch(key -> translation.pattern(key).equals(ENGLISH.pattern(key)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("Names that a reader has to find elsewhere are not translated")
    void namesAreNotTranslated(Translation translation) {
        for (var name : NAMES) {
            assertThat(ENGLISH.keys().filter(key -> ENGLISH.pattern(key).contains(name)))
                    .isNotEmpty()
                    .allMatch(key -> translation.pattern(key).contains(name), name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("translations")
    @DisplayName("The sentences have the direction of the language")
    void sentencesHaveTheDirection(Translation translation) {
        assertThat(new Bidi(translation.pattern("oneloginCodeNotRight"), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT)
                        .baseIsLeftToRight())
                .isNotEqualTo(translation.isRightToLeft());
    }

    private static Set<String> placeholders(String pattern) {
        return PLACEHOLDER.matcher(pattern).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }
}
