package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the page that compares the extension with the standards. */
class StandardsPageTest {
    private static final String PAGE = "reference/standards.md";
    private static final Path REQUIREMENTS = Path.of("src/test/resources/docs/asvs-5.0.0.txt");
    private static final Pattern ASVS_ROW = Pattern.compile("[67]\\.\\d+\\.\\d+");
    private static final Pattern SETTING = Pattern.compile("onelogin\\.\\w+");
    private static final Pattern EVIDENCE = Pattern.compile("`\\w+#\\w+`|`onelogin\\.\\w+`|]\\(");

    private static final int NUMBER = 0;
    private static final int LEVEL = 1;
    private static final int VERDICT = 3;
    private static final int PROOF = 4;

    @Test
    @DisplayName("The page has each requirement of the chapters V6 and V7 of OWASP ASVS 5.0.0 with its level, in order")
    void pageHasEachRequirement() throws IOException {
        assertThat(rows().filter(row -> ASVS_ROW.matcher(row.get(NUMBER)).matches())
                        .map(row -> row.get(NUMBER) + " " + row.get(LEVEL)))
                .containsExactlyElementsOf(Files.readAllLines(REQUIREMENTS).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @Test
    @DisplayName("Each verdict starts with one of the explained words")
    void verdictsAreExplained() throws IOException {
        var words = DocsTable.firstColumn(PAGE, "Standards").stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));

        assertThat(rows().map(row -> row.get(VERDICT)))
                .hasSizeGreaterThan(100)
                .allMatch(verdict -> verdict.matches("(" + words + ")\\b.*"));
    }

    @Test
    @DisplayName("Each requirement that is met, or partly met, has a test, a setting or a page as evidence")
    void metRequirementsHaveEvidence() throws IOException {
        assertThat(rows().filter(row -> row.get(VERDICT).matches("(Met|Partly met)\\b.*")))
                .isNotEmpty()
                .allMatch(row -> EVIDENCE.matcher(row.get(PROOF)).find());
    }

    @Test
    @DisplayName("Each requirement that is not met has a reason")
    void unmetRequirementsHaveReason() throws IOException {
        assertThat(rows().map(row -> row.get(VERDICT)).filter(verdict -> verdict.startsWith("Not met")))
                .isNotEmpty()
                .allMatch(verdict -> verdict.matches("Not met (because|by) .+"));
    }

    @Test
    @DisplayName("Each setting that the page names exists")
    void settingsExist() throws IOException {
        var settings = DocsTable.settings("reference/settings.md").stream()
                .map(setting -> setting.get(0))
                .toList();

        assertThat(new MarkdownPage(Path.of("docs", PAGE))
                        .codeSpans().stream()
                                .filter(span -> SETTING.matcher(span).matches()))
                .isNotEmpty()
                .isSubsetOf(settings);
    }

    /** Returns the rows of all requirements, whose first cell is a number with points. */
    private static Stream<List<String>> rows() throws IOException {
        return DocsTable.rows(PAGE, "").stream().filter(row -> row.get(NUMBER).matches("\\d+(\\.\\d+)+"));
    }
}
