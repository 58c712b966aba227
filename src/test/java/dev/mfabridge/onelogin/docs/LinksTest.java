package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the links between the pages of the docs, and to files of the project. */
class LinksTest {
    @Test
    @DisplayName("Each relative link of the docs leads to a file")
    void filesExist() {
        assertThat(MarkdownPage.all().stream()
                        .flatMap(page -> page.relativeLinks().stream()
                                .filter(link -> !Files.exists(target(page, link)))
                                .map(link -> page.path() + ": " + link)))
                .isEmpty();
    }

    @Test
    @DisplayName("Each anchor in a link of the docs is a heading of the page")
    void anchorsExist() {
        assertThat(MarkdownPage.all().stream()
                        .flatMap(page -> page.relativeLinks().stream()
                                .filter(link -> link.matches("([^#]+\\.md)?#.*") && Files.exists(target(page, link)))
                                .filter(link -> !new MarkdownPage(target(page, link))
                                        .anchors()
                                        .contains(link.substring(link.indexOf('#') + 1)))
                                .map(link -> page.path() + ": " + link)))
                .isEmpty();
    }

    private static Path target(MarkdownPage page, String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
    }
}
