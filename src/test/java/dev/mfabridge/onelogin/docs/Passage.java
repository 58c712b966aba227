package dev.mfabridge.onelogin.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Paragraph, list item, table cell, comment or message, without the parts that are code.
 *
 * @param source the file and the line, such as {@code docs/glossary.md:12}
 */
record Passage(String source, String text) {
    private static final Pattern END_OF_SENTENCE =
            Pattern.compile("(?<=[.!?:][\"')*]{0,3})\\s+(?=\\W*[A-Z]|[\\W&&[^`]]*`x`)");

    List<String> sentences() {
        return END_OF_SENTENCE.splitAsStream(text.strip()).toList();
    }

    int words() {
        return (int) Stream.of(text.strip().split("\\s+"))
                .filter(word -> word.matches(".*\\w.*"))
                .count();
    }

    boolean isEmpty() {
        return text.isBlank();
    }
}
