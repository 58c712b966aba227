package dev.mfabridge.onelogin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reader of tables in the docs, so that tests can compare the tables with the code. */
public final class DocsTable {
    private DocsTable() {}

    /**
     * Reads the rows of tables whose first cell has a given beginning.
     *
     * @param page such as {@code reference/metrics.md}
     * @param beginning the beginning of the first cell
     * @return the cells of each row, with their Markdown
     */
    public static List<List<String>> rows(String page, String beginning) throws IOException {
        return Files.readAllLines(Path.of("docs", page)).stream()
                .filter(line -> line.startsWith("| " + beginning))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /**
     * Reads the first column of the table of a section.
     *
     * @param page such as {@code reference/metrics.md}
     * @param heading of the section, without its {@code #}
     * @return the cells with their Markdown, without the column's title
     */
    public static List<String> firstColumn(String page, String heading) throws IOException {
        return Files.readAllLines(Path.of("docs", page)).stream()
                .dropWhile(line -> !line.matches("#+ " + Pattern.quote(heading)))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\|")[1].strip())
                .toList();
    }

    /**
     * Reads the tables of settings on a page.
     *
     * @return for each setting its key, its name in the admin console and its default
     */
    public static List<List<String>> settings(String page) throws IOException {
        return rows(page, "`onelogin.").stream()
                .map(cells -> cells.subList(0, 3).stream()
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();
    }
}
