package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Steps of the README's set-up, which must name each label that a test selects in the console. */
record ReadmeSetUp(String text) {
    private static final String HEADING = "## Set-up in a real realm";

    static ReadmeSetUp read() {
        try {
            var readme = Files.readString(Path.of("README.md"));
            var section = readme.substring(readme.indexOf(HEADING) + HEADING.length());
            return new ReadmeSetUp(
                    section.substring(0, section.indexOf("\n## ")).replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one numbered step. */
    ReadmeStep step(int number) {
        var found = Pattern.compile(" " + number + "\\. (\\*\\*.*?)(?= " + (number + 1) + "\\. \\*\\*|$)")
                .matcher(text);
        assertThat(found.find()).as("step %d of the README", number).isTrue();
        return new ReadmeStep(number, found.group(1));
    }

    /** One numbered step. */
    record ReadmeStep(int number, String text) {

        /**
         * Asserts that the step has the label in italics, in bold or as code.
         *
         * @return the same label
         */
        String says(String label) {
            assertThat(text)
                    .as("step %d of the README", number)
                    .containsPattern("[*`]" + Pattern.quote(label) + "[*`]");
            return label;
        }
    }
}
