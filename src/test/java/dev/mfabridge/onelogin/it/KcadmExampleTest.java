package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the reader of the docs' examples. */
class KcadmExampleTest {
    private static final String PAGE = """
            # Page

            Text with `kcadm.sh get
            users -r acme` in it, and the name `kcadm.sh`.

            1. A list:

               ```
               kcadm.sh get users/<user> -r acme
               for id in 1 2; do
                 kcadm.sh get users/$id
               done
               ```

            ```json
            {"no": "command"}
            ```
            """;

    @Test
    @DisplayName("A page has the blocks and the sentences with commands, and their lines")
    void pageHasBlocksAndSentences() {
        assertThat(KcadmExample.of("page.md", PAGE))
                .containsExactly(
                        new KcadmExample(
                                "page.md:8",
                                "kcadm.sh get users/<user> -r acme\nfor id in 1 2; do\n  kcadm.sh get users/$id\ndone\n"),
                        new KcadmExample("page.md:3", "kcadm.sh get users -r acme"));
    }

    @Test
    @DisplayName("A placeholder without a value is an error that names it")
    void placeholderWithoutValueIsNamed() {
        var example = new KcadmExample("page.md:3", "kcadm.sh get users/<user> -r acme");

        assertThat(example.with(Map.of("<user>", "u1"))).isEqualTo("kcadm.sh get users/u1 -r acme");
        assertThatThrownBy(() -> example.with(Map.of())).hasMessageContainingAll("page.md:3", "<user>");
    }
}
