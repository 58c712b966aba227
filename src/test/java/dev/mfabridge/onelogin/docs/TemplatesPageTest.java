package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Test of the page about changes of templates. */
class TemplatesPageTest {
    private static final Pattern TEMPLATE = Pattern.compile("`(onelogin-\\w+\\.ftl)`");

    @Test
    @DisplayName("The page about templates names each template, and no other")
    void pageNamesEachTemplate() throws IOException {
        var named = TEMPLATE.matcher(Files.readString(Path.of("docs/how-to/change-pages.md")))
                .results()
                .map(match -> match.group(1))
                .distinct();
        try (var templates = Files.list(Path.of("themes/templates"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(templates
                            .map(template -> template.getFileName().toString())
                            .toList());
        }
    }
}
