package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Log of a server. A test takes a {@link #mark}, acts, and reads the lines {@link #since} the mark. */
public final class ServerLog {
    /**
     * Name of a lock of JUnit: a test that causes a stack trace in the log does not run at the same time as a test that expects
     * none. A stack trace names no realm.
     */
    public static final String STACK_TRACES = "stack traces in the log";

    private final String location;
    private final Supplier<List<String>> lines;
    private final Duration lag;

    /**
     * Reads a log.
     *
     * @param location the location for a developer, such as a file's path
     * @param lines all lines until now, oldest first
     * @param lag the time that a line can take to arrive
     */
    ServerLog(String location, Supplier<List<String>> lines, Duration lag) {
        this.location = location;
        this.lines = lines;
        this.lag = lag;
    }

    /** Returns the log in a file. */
    static ServerLog of(Path file, Duration lag) {
        return new ServerLog(
                file.toString(),
                () -> {
                    try {
                        return completeLines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                lag);
    }

    /** Returns the lines that have ended, since the server can be in the middle of the last one. */
    private static List<String> completeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** @return the location for a developer, such as a file's path */
    public String place() {
        return location;
    }

    /** Returns the number of lines until now. */
    public int mark() {
        return lines.get().size();
    }

    /** Returns the lines after the mark. Tests that run at the same time write to the same log. */
    public List<String> since(int mark) {
        Awaitility.await().pollDelay(lag).until(() -> true);
        var all = lines.get();
        return List.copyOf(all.subList(Math.min(mark, all.size()), all.size()));
    }

    /** Returns the last lines as one text. */
    public String tail(int count) {
        var all = lines.get();
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }
}
