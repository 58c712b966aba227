package dev.mfabridge.onelogin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads tables of the docs, so that tests can compare them with the code. */
public final class DocsTable {
    private DocsTable() {}

    /**
     * @param page such as {@code operations.md}
     * @param beginning how the first cell of the rows that are wanted begins
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

    /** @return for each setting its key, its name in the admin console and its default */
    public static List<List<String>> settings(String page) throws IOException {
        return rows(page, "`onelogin.").stream()
                .map(cells -> cells.subList(0, 3).stream()
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();
    }
}
