package dev.mfabridge.onelogin.bench.weight;

import dev.mfabridge.onelogin.bench.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One figure of the servers without and with the extension.
 *
 * @param name the figure with its unit
 * @param without the values without the extension, one for each round
 * @param with the values with the extension, one for each round, in the same order
 */
record Comparison(String name, List<Double> without, List<Double> with) {
    static final String HEADER = """
            | Figure | Without: median (min to max) | With: median (min to max) | Difference | Ratio of a round: median (95 % interval) |
            |---|---|---|---|---|""";

    Comparison {
        without = List.copyOf(without);
        with = List.copyOf(with);
    }

    static Comparison of(
            String name,
            List<StartedServer> without,
            List<StartedServer> with,
            ToDoubleFunction<StartedServer> figure) {
        return new Comparison(
                name,
                without.stream().mapToDouble(figure).boxed().toList(),
                with.stream().mapToDouble(figure).boxed().toList());
    }

    /** Returns the difference of each round. */
    Spread difference() {
        return new Spread(IntStream.range(0, with.size())
                .mapToObj(round -> with.get(round) - without.get(round))
                .toList());
    }

    /** Returns the value with the extension as a part of the value without, for each round. */
    Spread ratio() {
        return Spread.ofRatios(with, without);
    }

    String row() {
        var ratio = ratio();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %+,.2f | %.3f (%.3f to %.3f) |",
                name,
                new Spread(without).text("%,.2f"),
                new Spread(with).text("%,.2f"),
                difference().median(),
                ratio.median(),
                ratio.low(),
                ratio.high());
    }
}
