package dev.mfabridge.onelogin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Plot of ratios as SVG: a gray dot for each round, a black line at the median, and a red line at the column's mark. Libraries for plots
 * draw each letter as a path, so their files are 50 times as large and have no text to search for.
 */
public final class RatioPlot {
    private static final int LEFT = 50;
    private static final int TOP = 40;
    private static final int COLUMN = 130;
    private static final int HEIGHT = 300;
    private static final double TICK = 0.25;

    private final StringBuilder svg = new StringBuilder();
    private final double max;

    private RatioPlot(double max) {
        this.max = max;
    }

    /**
     * Saves a plot.
     *
     * @param file the file, with the ending {@code .svg}; its folder is created if it is missing
     * @param title the title, without characters that are special in XML
     * @param ratiosByName the ratios of all rounds, at least one, by the name of their column
     * @param mark the ratio of the red line of a column, by the column's name
     * @throws IOException if the file can't be written
     */
    public static void save(Path file, String title, Map<String, Spread> ratiosByName, ToDoubleFunction<String> mark)
            throws IOException {
        var largest = ratiosByName.entrySet().stream()
                .mapToDouble(column -> Math.max(
                        mark.applyAsDouble(column.getKey()), column.getValue().max()))
                .max();
        var plot = new RatioPlot(TICK * Math.ceil(largest.orElse(1) / TICK));
        plot.draw(title, ratiosByName, mark);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, plot.svg);
    }

    private void draw(String title, Map<String, Spread> ratiosByName, ToDoubleFunction<String> mark) {
        var right = LEFT + COLUMN * ratiosByName.size();
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>",
                right + 20, TOP + HEIGHT + 40);
        add("<rect width='100%%' height='100%%' fill='white'/>");
        text((LEFT + right) / 2, 20, "middle", title);
        for (var ratio = 0.0; ratio <= max; ratio += TICK) {
            line(LEFT, right, ratio, "lightgray");
            text(LEFT - 6, y(ratio) + 4, "end", String.format(Locale.ROOT, "%.2f", ratio));
        }
        var middle = LEFT + COLUMN / 2;
        for (var column : ratiosByName.entrySet()) {
            line(middle - COLUMN / 2, middle + COLUMN / 2, mark.applyAsDouble(column.getKey()), "red");
            for (var ratio : column.getValue().values()) {
                add("<circle cx='%d' cy='%.1f' r='4' fill='gray' fill-opacity='0.5'/>", middle, y(ratio));
            }
            line(middle - 20, middle + 20, column.getValue().median(), "black");
            text(middle, TOP + HEIGHT + 20, "middle", column.getKey());
            middle += COLUMN;
        }
        add("</svg>");
    }

    private double y(double ratio) {
        return TOP + HEIGHT * (1 - ratio / max);
    }

    private void line(int from, int to, double ratio, String color) {
        add("<path d='M%d %.1fH%d' stroke='%s' stroke-width='2'/>", from, y(ratio), to, color);
    }

    private void text(int x, double y, String anchor, String text) {
        add("<text x='%d' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format + "\n", values));
    }
}
