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

/** A server's log as a test reads it: take a {@link #mark}, do something, look at what came {@link #since}. */
public final class ServerLog {

    private final String place;
    private final Supplier<List<String>> lines;
    private final Duration lag;

    /**
     * @param place where a person finds it, such as a file's path
     * @param lines all lines written so far, oldest first
     * @param lag how long a line may be under way
     */
    ServerLog(String place, Supplier<List<String>> lines, Duration lag) {
        this.place = place;
        this.lines = lines;
        this.lag = lag;
    }

    /** A log that is written to that file. */
    static ServerLog of(Path file, Duration lag) {
        return new ServerLog(
                file.toString(),
                () -> {
                    try {
                        return Files.readAllLines(file, StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                lag);
    }

    /** Where a person finds it. */
    public String place() {
        return place;
    }

    /** The number of lines written so far. */
    public int mark() {
        return lines.get().size();
    }

    /** The lines written after the mark was taken. Tests that run at the same time write into the same log. */
    public List<String> since(int mark) {
        Awaitility.await().pollDelay(lag).until(() -> true);
        var all = lines.get();
        return List.copyOf(all.subList(Math.min(mark, all.size()), all.size()));
    }

    /** The last lines, as one text. */
    public String tail(int count) {
        var all = lines.get();
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }
}
