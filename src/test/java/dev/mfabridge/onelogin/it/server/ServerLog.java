package dev.mfabridge.onelogin.it.server;

import java.util.List;
import java.util.function.Supplier;

/** A server's log as a test reads it: take a {@link #mark}, do something, look at what came {@link #since}. */
public final class ServerLog {

    private final String place;
    private final Supplier<List<String>> lines;

    /**
     * @param place where a person finds it, such as a file's path
     * @param lines all lines written so far, oldest first
     */
    public ServerLog(String place, Supplier<List<String>> lines) {
        this.place = place;
        this.lines = lines;
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
        var all = lines.get();
        return List.copyOf(all.subList(Math.min(mark, all.size()), all.size()));
    }

    /** The last lines, as one text. */
    public String tail(int count) {
        var all = lines.get();
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }
}
