package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Check of the words in the docs, the messages, the comments, the log lines and the help texts. The words are in
 * {@code forbidden-words.txt}. Quotations are free: a text between double quotes, or in code font.
 */
class PlainEnglishTest {
    private static final int MAX_WORDS = 28;
    private static final Pattern QUOTATION = Pattern.compile("\"[^\"]*\"|“[^”]*”");

    @Test
    @DisplayName("The pages of the docs use no forbidden word")
    void pages() throws IOException {
        assertThat(findings(MarkdownPage.all().stream().flatMap(page -> page.passages().stream())))
                .isEmpty();
    }

    @Test
    @DisplayName("The messages for users use no forbidden word")
    void messages() throws IOException {
        assertThat(findings(messageFiles().flatMap(PlainEnglishTest::messagesOf)))
                .isEmpty();
    }

    @Test
    @DisplayName("The comments in the code use no forbidden word")
    void comments() throws IOException {
        assertThat(findings(JavaSource.in("src/main/java").stream().flatMap(source -> source.comments().stream())))
                .isEmpty();
    }

    @Test
    @DisplayName("The log lines and help texts use no forbidden word")
    void literals() throws IOException {
        assertThat(findings(JavaSource.in("src/main/java").stream()
                        .flatMap(source -> source.sentencesInLiterals().stream())))
                .isEmpty();
    }

    @Test
    @DisplayName("A sentence of the docs, the comments and the messages has at most 28 words")
    void sentencesAreShort() throws IOException {
        var texts = Stream.of(
                        MarkdownPage.all().stream().flatMap(page -> page.passages().stream()),
                        JavaSource.in("src/main/java").stream().flatMap(source -> source.comments().stream()),
                        messageFiles().flatMap(PlainEnglishTest::messagesOf))
                .flatMap(passages -> passages);

        assertThat(texts.flatMap(passage -> passage.sentences().stream()
                        .map(sentence -> new Passage(passage.source(), sentence))
                        .filter(sentence -> sentence.words() > MAX_WORDS)))
                .isEmpty();
    }

    private static List<String> findings(Stream<Passage> passages) throws IOException {
        var words = ForbiddenWord.all();
        return passages.flatMap(passage -> passage.sentences().stream()
                        .flatMap(sentence -> words.stream()
                                .flatMap(word ->
                                        word.find(QUOTATION.matcher(sentence).replaceAll("\"x\"")).stream())
                                .map(finding -> passage.source() + ": " + finding + ", in: " + sentence)))
                .toList();
    }

    private static Stream<Path> messageFiles() throws IOException {
        return Files.list(Path.of("themes/messages")).filter(file -> file.endsWith("messages_en.properties"));
    }

    private static Stream<Passage> messagesOf(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.contains("="))
                    .map(line ->
                            new Passage(file + ": " + line.split("=")[0], line.split("=", 2)[1].replace("''", "'")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
