package dev.mfabridge.onelogin.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Figures of a run of Jazzer: one row of a table for each test class, in {@code target/fuzz.md}. */
final class FuzzFigures implements BeforeAllCallback, AfterAllCallback {
    private static final Path TABLE = Path.of("target/fuzz.md");
    private static final Path STATUS = Path.of("/proc/self/status");

    private final AtomicLong inputs = new AtomicLong();
    private Instant start;

    /** Counts an input that Jazzer chose. */
    void count() {
        inputs.incrementAndGet();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start = Instant.now();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (inputs.get() > 0) {
            var row = "| `%s` | %,d | %d | %s |%n"
                    .formatted(
                            context.getRequiredTestClass().getSimpleName(),
                            inputs.get(),
                            Duration.between(start, Instant.now()).toSeconds(),
                            peakMegabytes());
            System.out.print(row);
            Files.writeString(TABLE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Returns the most memory that the process ever had. */
    private static String peakMegabytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return "-";
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024))
                .findFirst()
                .orElse("-");
    }
}
