package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Example for {@code kcadm.sh} in the docs: a block of commands, or one command in a sentence.
 *
 * @param place the page and the line, for a developer
 * @param script the commands as they are in the docs, for a shell
 */
record KcadmExample(String place, String script) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```[a-z]*\\n(.*?)^ *```");
    private static final Pattern SENTENCE = Pattern.compile("`((?:bin/)?kcadm\\.sh [^`]+)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z-]+>|\u2026");

    /** Returns all examples of the README and the docs. */
    static List<KcadmExample> all() throws IOException {
        var examples = new ArrayList<KcadmExample>();
        try (var pages = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
            for (var page : pages.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                examples.addAll(of(page.toString(), Files.readString(page)));
            }
        }
        return examples;
    }

    static List<KcadmExample> of(String page, String text) {
        var examples = new ArrayList<KcadmExample>();
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(2).contains("kcadm.sh")) {
                examples.add(new KcadmExample(
                        place(page, text, blocks.start()), blocks.group(2).replaceAll("(?m)^" + blocks.group(1), "")));
            }
        }
        // Line breaks stay, so that the places are right.
        var prose = BLOCK.matcher(text)
                .replaceAll(block -> "\n".repeat((int) block.group().lines().count() - 1));
        var sentences = SENTENCE.matcher(prose);
        while (sentences.find()) {
            examples.add(new KcadmExample(
                    place(page, prose, sentences.start()), sentences.group(1).replaceAll("\\s+", " ")));
        }
        return examples;
    }

    private static String place(String page, String text, int position) {
        return page + ":"
                + (text.substring(0, position)
                                .chars()
                                .filter(character -> character == '\n')
                                .count()
                        + 1);
    }

    /**
     * Returns the script with the values of a realm.
     *
     * @param values the values by the texts in the docs
     * @throws IllegalArgumentException if the docs have a placeholder without a value
     */
    String with(Map<String, String> values) {
        var filled = script;
        for (var value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        var open = PLACEHOLDER.matcher(filled);
        if (open.find()) {
            throw new IllegalArgumentException(
                    place + " has " + open.group() + ", for which KcadmExamplesIT has no value");
        }
        return filled;
    }

    @Override
    public String toString() {
        return place;
    }
}
