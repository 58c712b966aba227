package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.ServerProbe.ServerReading;
import java.util.List;
import java.util.Locale;

/**
 * Measurement after a number of logins.
 *
 * @param isIdle whether the stored permits and sessions had time to expire
 * @param perSecond the logins of a second since the measurement before, 0 if there were none
 */
record Checkpoint(int logins, boolean isIdle, double perSecond, ServerReading server) {
    static final String HEADER = """
            | Logins | Logins/s | Heap after GC | Objects of the extension | Threads | Connections to OneLogin | Sockets | Store entries | User sessions |
            |---|---|---|---|---|---|---|---|---|""";

    String row() {
        return String.format(
                Locale.ROOT,
                "| %,d%s | %s | %.1f MB | %,d | %d | %d | %d | %,d | %,d |",
                logins,
                isIdle ? ", idle" : "",
                perSecond == 0 ? "-" : String.format(Locale.ROOT, "%.0f", perSecond),
                server.heapBytes() / 1e6,
                server.ownObjects(),
                server.threads(),
                server.connections(),
                server.files(),
                server.entries(),
                server.sessions());
    }

    /** Returns the growth of the heap from the first to the last measurement by the least-squares line, as a part of the mean. */
    static double heapGrowth(List<Checkpoint> measured) {
        var meanX = measured.stream().mapToDouble(Checkpoint::logins).average().orElseThrow();
        var meanY = measured.stream().mapToDouble(Checkpoint::heap).average().orElseThrow();
        var covariance = measured.stream()
                .mapToDouble(one -> (one.logins - meanX) * (one.heap() - meanY))
                .sum();
        var variance = measured.stream()
                .mapToDouble(one -> Math.pow(one.logins - meanX, 2))
                .sum();
        var range = measured.get(measured.size() - 1).logins - measured.get(0).logins;
        return variance == 0 ? 0 : covariance / variance * range / meanY;
    }

    private double heap() {
        return server.heapBytes();
    }
}
