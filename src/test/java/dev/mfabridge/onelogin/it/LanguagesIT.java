package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.languages.Translation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages and consoles in each language of the extension. */
class LanguagesIT {
    /** Language of Keycloak in which the extension has no texts. */
    private static final String NOT_TRANSLATED = "sk";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(settings -> {
        settings.setInternationalizationEnabled(true);
        settings.setDefaultLocale("en");
        settings.setSupportedLocales(Stream.concat(
                        Stream.of("en", NOT_TRANSLATED),
                        Translation.all().stream().map(Translation::tag))
                .collect(Collectors.toSet()));
    });

    static List<Translation> languages() {
        return Translation.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    @DisplayName("A user enrolls with pages in the own language, in its direction")
    void pagesAreInTheLanguage(Translation language) {
        realm.execution().configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168"));
        var user = realm.user("user-" + language);
        var person = realm.person(user)
                .opensLogin(Map.of("ui_locales", language.tag()))
                .signsInWithPassword(user.password());

        isIn(language, person, "oneloginFactorTitle", "oneloginFactorIntro", "oneloginHelpSMS");
        person.choosesFactor("SMS");
        isIn(language, person, "oneloginEnrollTitle", "oneloginCodeLabel", "oneloginOtherFactor");
        assertThat(person.page().text()).contains(language.text("oneloginRememberDays", 7));
        person.entersCode("000000");
        assertThat(person.codeError()).isEqualTo(language.text("oneloginCodeNotRight"));
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("Without a translation, the page is marked as English for screen readers")
    void untranslatedPageIsMarked() {
        var user = realm.user("user-" + NOT_TRANSLATED);
        var person = realm.person(user)
                .opensLogin(Map.of("ui_locales", NOT_TRANSLATED))
                .signsInWithPassword(user.password())
                .sees("Set up your second factor");

        assertThat(root(person).attr("lang")).isEqualTo(NOT_TRANSLATED);
        assertThat(extension(person).attr("lang")).isEqualTo("en");
        assertThat(person.page().html().selectFirst("#kc-page-title [lang]").attr("lang"))
                .isEqualTo("en");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    @DisplayName("The account console and the admin console have the texts")
    void consolesHaveTheTexts(Translation language) {
        for (var console : Map.of("account", "onelogin-display-name", "admin", "oneloginSettingCodeLifetime")
                .entrySet()) {
            var texts = new Browser()
                    .get(URI.create(realm.address().replaceFirst("/realms/.*", "/resources/")
                            + realm.admin().toRepresentation().getRealm() + "/" + console.getKey() + "/"
                            + language.tag()));
            assertThat(texts.body()).contains(language.pattern(console.getValue()));
        }
    }

    private static void isIn(Translation language, Person person, String title, String... keys) {
        assertThat(root(person).attr("lang")).isEqualTo(language.tag());
        assertThat(root(person).attr("dir").equals("rtl")).isEqualTo(language.isRightToLeft());
        assertThat(extension(person).hasAttr("lang")).isFalse();
        assertThat(person.page().html().select("#kc-page-title").text()).isEqualTo(language.text(title));
        assertThat(person.page().text())
                .contains(Stream.of(keys).map(key -> language.text(key)).toList());
        assertThat(englishTexts()).noneMatch(text -> person.page().text().contains(text));
    }

    /** Returns the English texts of sentences, none of which the page of another language has. */
    private static Set<String> englishTexts() {
        var english = Translation.english();
        return english.keys()
                .map(english::pattern)
                .filter(text -> text.endsWith(".") && !text.contains("{"))
                .collect(Collectors.toSet());
    }

    private static Element root(Person person) {
        return person.page().html().selectFirst("html");
    }

    private static Element extension(Person person) {
        return person.page().html().selectFirst(".onelogin-mfa");
    }
}
