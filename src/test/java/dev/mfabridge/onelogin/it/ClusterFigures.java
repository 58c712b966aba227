package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures of the logins during which a node, the database or a version went, as the rows of a table of the docs. */
final class ClusterFigures {
    private static final Path REPORT = Path.of("target/cluster.md");
    private static final Map<String, ClusterFigures> ALL = new TreeMap<>();

    private final Map<Figure, Integer> numbers = new EnumMap<>(Figure.class);
    private final List<String> violations = new ArrayList<>();

    /** Kind of a result. */
    enum Figure {
        TRIED,
        WENT_ON,
        BEGUN_ANEW,
        LOST,
        WRONGLY_PASSED,
        SENT_TWICE,
        DEVICES_LOST
    }

    /** Returns the figures of a kind of fault. */
    static synchronized ClusterFigures of(String fault) {
        return ALL.computeIfAbsent(fault, key -> new ClusterFigures());
    }

    synchronized void add(Figure figure) {
        numbers.merge(figure, 1, Integer::sum);
    }

    /** Counts what must not happen. */
    synchronized void violates(Figure figure, String details) {
        add(figure);
        violations.add(figure + ": " + details);
    }

    /** Returns what must not happen and did. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Writes the rows of all faults until now. */
    static synchronized void write() {
        var rows = ALL.entrySet().stream().map(entry -> entry.getValue().row(entry.getKey()));
        var header = Stream.of(
                "| Fault | Logins tried | Continued | Begun anew | Lost | Wrongly passed | Messages sent twice | Devices lost |",
                "|---|---|---|---|---|---|---|---|");
        try {
            Files.createDirectories(REPORT.getParent());
            Files.write(REPORT, Stream.concat(header, rows).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String row(String fault) {
        return Stream.of(Figure.values())
                .map(figure -> String.valueOf(numbers.getOrDefault(figure, 0)))
                .collect(Collectors.joining(" | ", "| " + fault + " | ", " |"));
    }
}
