package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the tables in the reference pages: long texts belong below a table. */
class ReferenceTablesTest {
    private static final int MAX_WORDS = 20;

    @Test
    @DisplayName("A cell of a reference table has at most 20 words")
    void cellsAreShort() {
        assertThat(MarkdownPage.in("reference").stream()
                        .flatMap(page -> page.tableCells().stream())
                        .filter(cell -> cell.words() > MAX_WORDS))
                .isEmpty();
    }
}
