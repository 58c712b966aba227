package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the types that the docs name in code font. */
class NamedTypesTest {
    private static final String TEST = "[A-Z]\\w*(Test|IT)";
    private static final String TEST_METHOD = TEST + "#\\w+";
    private static final String TYPE = "[A-Z][a-z0-9]\\w*(\\.[A-Z][a-z]\\w*)?";

    @Test
    @DisplayName("Each test class that the docs name exists")
    void testsExist() {
        var tests =
                JavaSource.in("src/test/java").stream().map(JavaSource::name).collect(Collectors.toSet());

        assertThat(MarkdownPage.all().stream()
                        .flatMap(page -> page.codeSpans().stream()
                                .map(span -> span.replaceFirst("#.*", ""))
                                .filter(span -> span.matches(TEST) && !tests.contains(span))
                                .map(span -> page.path() + ": " + span)))
                .isEmpty();
    }

    @Test
    @DisplayName("Each test method that the docs name is a test")
    void testMethodsExist() {
        assertThat(MarkdownPage.all().stream()
                        .flatMap(page -> page.codeSpans().stream()
                                .filter(span -> span.matches(TEST_METHOD) && !TestMethods.contain(span))
                                .map(span -> page.path() + ": " + span)))
                .isEmpty();
    }

    @Test
    @DisplayName("Each type that the pages for developers name exists here, in Java or in a library")
    void typesExist() {
        var names = namesOfThisProject();

        assertThat(pagesForDevelopers()
                        .flatMap(page -> page.codeSpans().stream()
                                .filter(span -> span.matches(TYPE))
                                .map(span -> span.replaceFirst(".*\\.", ""))
                                .filter(span -> !names.contains(span) && !LibraryTypes.contain(span))
                                .map(span -> page.path() + ": " + span)))
                .isEmpty();
    }

    private static Stream<MarkdownPage> pagesForDevelopers() {
        return Stream.concat(
                Stream.of(new MarkdownPage(Path.of("docs/explanation/how-it-works.md"))),
                MarkdownPage.in("develop").stream());
    }

    /** Returns the declared types, and the words that are literals: names on the wire such as OneLogin's error names. */
    private static Set<String> namesOfThisProject() {
        return Stream.of("src/main/java", "src/test/java")
                .map(JavaSource::in)
                .flatMap(List::stream)
                .flatMap(source -> Stream.concat(source.declaredTypes().stream(), source.names().stream()))
                .collect(Collectors.toSet());
    }
}
