package dev.mfabridge.onelogin.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Values of several things that were measured in turn, and their ratios to the first of them. Each round gives a ratio of its own,
 * since a machine's speed changes more between rounds than within one.
 */
public final class Ratios {
    private static final String NUMBER = "%.2f";

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** Adds the value of the next round. The first name is the one with which the others are compared. */
    public void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Returns the ratios of all rounds by name, without those of the first name. */
    private Map<String, Spread> ratios() {
        var base = values.values().iterator().next();
        var ratios = new LinkedHashMap<String, Spread>();
        values.forEach((name, measured) -> {
            if (measured != base) {
                ratios.put(name, Spread.ofRatios(measured, base));
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
        var table =
                new StringBuilder("| %s | Median (from to) | Ratio (from to) |\n|---|---|---|\n".formatted(heading));
        var ratios = ratios();
        values.forEach((name, measured) -> table.append("| %s | %s | %s |\n"
                .formatted(
                        name,
                        new Spread(measured).text(NUMBER),
                        ratios.containsKey(name) ? ratios.get(name).text(NUMBER) : "1")));
        return table.toString();
    }

    /**
     * Saves a plot of the ratios.
     *
     * @param name the name of the file without its ending, in the build's folder
     * @param mark the mark of a ratio, by its name
     * @throws IOException if the file can't be written
     */
    public void plot(String name, String title, ToDoubleFunction<String> mark) throws IOException {
        RatioPlot.save(Path.of("target", name + ".svg"), title, ratios(), mark);
    }
}
