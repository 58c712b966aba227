package dev.mfabridge.onelogin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Page of the docs, split into passages. Code blocks, code spans and the targets of links are no passages. */
record MarkdownPage(Path path) {
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final String NEW_PASSAGE = "(#|\\s*\\||\\s*([-*]|\\d+\\.)\\s).*";

    /** Returns all pages: those in {@code docs} and those at the top of the project. */
    static List<MarkdownPage> all() {
        try (var docs = Files.walk(Path.of("docs"));
                var top = Files.list(Path.of("."))) {
            return Stream.concat(docs, top.map(Path::normalize))
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the pages of a folder in {@code docs} and of its subfolders. */
    static List<MarkdownPage> in(String folder) {
        return all().stream()
                .filter(page -> page.path.startsWith(Path.of("docs", folder)))
                .toList();
    }

    List<Passage> passages() {
        var passages = new ArrayList<Passage>();
        var paragraph = new StringBuilder();
        var begin = 1;
        var number = 0;
        for (var line : linesWithoutCode()) {
            number++;
            if (line.isBlank() || line.matches(NEW_PASSAGE)) {
                add(passages, begin, paragraph.toString());
                paragraph.setLength(0);
                begin = number;
            }
            if (isRow(line)) {
                for (var cell : cells(line)) {
                    add(passages, number, cell);
                }
            } else {
                begin = paragraph.isEmpty() ? number : begin;
                paragraph
                        .append(line.strip().replaceFirst("^(#+|[-*]|\\d+\\.) ", ""))
                        .append(' ');
            }
        }
        add(passages, begin, paragraph.toString());
        return passages;
    }

    /** Returns the cells of all tables, with code spans and without the targets of links. */
    List<Passage> tableCells() {
        var cells = new ArrayList<Passage>();
        var number = 0;
        for (var line : linesWithoutCode()) {
            number++;
            if (isRow(line)) {
                for (var cell : cells(line)) {
                    cells.add(
                            new Passage(path + ":" + number, LINK.matcher(cell).replaceAll("]")));
                }
            }
        }
        return cells;
    }

    List<String> codeSpans() {
        return matches(CODE_SPAN, String.join("\n", linesWithoutCode()));
    }

    /** Returns the targets of the links that don't leave the project. */
    List<String> relativeLinks() {
        var text = String.join("\n", linesWithoutCode());
        return matches(LINK, text).stream()
                .filter(target -> !target.matches("(https?|mailto):.*"))
                .toList();
    }

    /** Returns the anchors of the headings, as GitHub forms them. */
    Set<String> anchors() {
        return linesWithoutCode().stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").replaceAll("]\\([^)]*\\)", ""))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .strip()
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Returns all lines, those of code blocks as empty lines. */
    private List<String> linesWithoutCode() {
        var lines = new ArrayList<String>();
        var inBlock = false;
        for (var line : read()) {
            var fence = line.strip().startsWith("```");
            lines.add(fence || inBlock ? "" : line);
            inBlock = inBlock ^ fence;
        }
        return lines;
    }

    private List<String> read() {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRow(String line) {
        return line.stripLeading().startsWith("|");
    }

    private static List<String> cells(String row) {
        return Stream.of(row.stripLeading().replaceFirst("^\\|", "").split("(?<!\\\\)\\|"))
                .map(String::strip)
                .filter(cell -> !cell.matches(":?-+:?"))
                .toList();
    }

    private void add(List<Passage> passages, int line, String text) {
        var words = LINK.matcher(CODE_SPAN.matcher(text).replaceAll("`x`")).replaceAll("]");
        var passage = new Passage(path + ":" + line, words);
        if (!passage.isEmpty()) {
            passages.add(passage);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
