package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the promises in the security model: of their tests, and of the decisions that support them. */
class PromisesTest {
    private static final String PAGE = "explanation/security-model.md";
    private static final Pattern PROMISE = Pattern.compile("(?m)^### (S\\d+)\\. ");
    private static final Pattern TEST = Pattern.compile("`\\w+#\\w+`");
    private static final Pattern LINK_TO_PROMISE = Pattern.compile("\\[S\\d+]\\(\\.\\./security-model\\.md#s\\d+-");

    @Test
    @DisplayName("Each promise has a table of rules with their tests")
    void eachPromiseHasTests() throws IOException {
        var promises = promises();

        assertThat(promises)
                .hasSize(10)
                .allSatisfy(promise -> assertThat(DocsTable.firstColumn(PAGE, "Tests of " + promise))
                        .as(promise)
                        .isNotEmpty());
    }

    @Test
    @DisplayName("Each rule of a promise names a test method")
    void eachRuleNamesTest() throws IOException {
        for (var promise : promises()) {
            for (var rule : DocsTable.firstColumn(PAGE, "Tests of " + promise)) {
                assertThat(DocsTable.rows(PAGE, rule))
                        .as(rule)
                        .singleElement()
                        .satisfies(cells -> assertThat(cells.get(1)).containsPattern(TEST));
            }
        }
    }

    @Test
    @DisplayName("Each decision names the promises that it supports")
    void eachDecisionNamesPromise() {
        assertThat(MarkdownPage.in("explanation/decisions"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.path()).content().containsPattern(LINK_TO_PROMISE));
    }

    private static List<String> promises() throws IOException {
        return PROMISE.matcher(Files.readString(Path.of("docs", PAGE)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
