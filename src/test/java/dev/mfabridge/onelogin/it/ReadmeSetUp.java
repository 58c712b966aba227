package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The steps of the README's set-up. What a test selects in the console has to be named in the step that it follows. */
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

    /** The text of one numbered step. */
    ReadmeStep step(int number) {
        var found = Pattern.compile(" " + number + "\\. (\\*\\*.*?)(?= " + (number + 1) + "\\. \\*\\*|$)")
                .matcher(text);
        assertThat(found.find()).as("step %d of the README", number).isTrue();
        return new ReadmeStep(number, found.group(1));
    }

    record ReadmeStep(int number, String text) {

        /** @return the same label, which the step has in italics, in bold or as code */
        String says(String label) {
            assertThat(text)
                    .as("step %d of the README", number)
                    .containsPattern("[*`]" + Pattern.quote(label) + "[*`]");
            return label;
        }
    }
}
