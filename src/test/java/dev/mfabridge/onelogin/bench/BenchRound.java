package dev.mfabridge.onelogin.bench;

import java.util.List;
import java.util.Locale;

/**
 * One round of the measurement.
 *
 * @param without the times without logins
 * @param with the times with the logins that wait
 * @param calls the number of calls to OneLogin that hung; without such calls, the round measures nothing
 */
record BenchRound(PageTimes without, PageTimes with, int calls) {
    static final String HEADER = """
            | Round | Median without | Median with | 95th percentile without | 95th percentile with | Ratio | Calls that hung |
            |---|---|---|---|---|---|---|""";

    /** Returns the ratio of the 95th percentiles. */
    double ratio() {
        return with.percentile(95) / without.percentile(95);
    }

    String row(int number) {
        return String.format(
                Locale.ROOT,
                "| %d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.2f | %d |",
                number,
                without.percentile(50),
                with.percentile(50),
                without.percentile(95),
                with.percentile(95),
                ratio(),
                calls);
    }

    static double medianRatio(List<BenchRound> rounds) {
        return new Spread(rounds.stream().map(BenchRound::ratio).toList()).median();
    }
}
