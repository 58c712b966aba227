package dev.mfabridge.onelogin.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values of several things that were measured in turn, and their ratios to the first of them. Each round gives a ratio of its own,
 * since a machine's speed changes more between rounds than within one.
 */
public final class Ratios {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** Adds the value of the next round. The first name is the one with which the others are compared. */
    public void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Returns the ratios of all rounds by name, without those of the first name. */
    public Map<String, double[]> all() {
        var base = values.values().iterator().next();
        var ratios = new LinkedHashMap<String, double[]>();
        values.forEach((name, measured) -> {
            if (measured != base) {
                var ratio = new double[measured.size()];
                Arrays.setAll(ratio, round -> measured.get(round) / base.get(round));
                ratios.put(name, ratio);
            }
        });
        return ratios;
    }

    /**
     * Returns a Markdown table of the medians, with the smallest and the largest value.
     *
     * @param heading what the values are, with their unit
     */
    public String table(String heading) {
        var table = new StringBuilder(
                "| %s | Median (from - to) | Ratio (from - to) |\n|---|---|---|\n".formatted(heading));
        var ratios = all();
        values.forEach((name, measured) -> table.append("| %s | %s | %s |\n"
                .formatted(
                        name,
                        spread(measured.stream().mapToDouble(value -> value).toArray()),
                        ratios.containsKey(name) ? spread(ratios.get(name)) : "1")));
        return table.toString();
    }

    private static String spread(double[] values) {
        var sorted = sorted(values);
        return String.format(Locale.ROOT, "%.2f (%.2f - %.2f)", median(values), sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns the median: with an even number of values, the mean of the two in the middle. */
    public static double median(double[] values) {
        var sorted = sorted(values);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] sorted(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
