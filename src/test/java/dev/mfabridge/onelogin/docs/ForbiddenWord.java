package dev.mfabridge.onelogin.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rule of {@code forbidden-words.txt}: an expression, and the words to use instead. */
record ForbiddenWord(Pattern expression, String instead) {
    private static final Path FILE = Path.of("src/test/resources/forbidden-words.txt");
    private static final String ARROW = "  -> ";

    static List<ForbiddenWord> all() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ForbiddenWord::of)
                .toList();
    }

    private static ForbiddenWord of(String line) {
        var parts = line.split(ARROW, 2);
        return new ForbiddenWord(Pattern.compile(parts[0].strip(), Pattern.CASE_INSENSITIVE), parts[1].strip());
    }

    /** Returns the word as the sentence has it, with the advice. */
    Optional<String> find(String sentence) {
        var matcher = expression.matcher(sentence);
        return matcher.find() ? Optional.of("'" + matcher.group().strip() + "', use: " + instead) : Optional.empty();
    }
}
