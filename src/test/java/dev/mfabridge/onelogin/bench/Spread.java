package dev.mfabridge.onelogin.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Values of several rounds, with the interval that contains the true median in at least 95 % of all measurements.
 *
 * <p>The interval is that of the sign test, which needs no assumption about the distribution. Fewer than six values have no such
 * interval, so theirs is infinite and decides nothing.
 */
public record Spread(List<Double> values) {
    private static final double OUTSIDE = 0.025;

    public Spread {
        values = values.stream().sorted().toList();
    }

    /** Returns the ratio of each round. */
    public static Spread ofRatios(List<Double> values, List<Double> bases) {
        return new Spread(IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / bases.get(round))
                .toList());
    }

    /**
     * Returns the median, with the smallest and the largest value in parentheses.
     *
     * @param format the format of a number, such as {@code %.2f}
     */
    public String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(), min(), max());
    }

    /** Returns the median: with an even number of values, the mean of the two in the middle. */
    public double median() {
        var middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double min() {
        return values.get(0);
    }

    public double max() {
        return values.get(values.size() - 1);
    }

    /** Returns the lower end of the interval. */
    public double low() {
        return hasInterval() ? values.get(cut()) : Double.NEGATIVE_INFINITY;
    }

    /** Returns the upper end of the interval. */
    public double high() {
        return hasInterval() ? values.get(values.size() - 1 - cut()) : Double.POSITIVE_INFINITY;
    }

    private boolean hasInterval() {
        return Math.pow(0.5, values.size()) <= OUTSIDE;
    }

    /** Returns the number of values to omit at each end: at most 2.5 % of the binomial distribution is below. */
    private int cut() {
        var omitted = 0;
        var probability = Math.pow(0.5, values.size());
        var below = probability;
        while (true) {
            probability *= (double) (values.size() - omitted) / (omitted + 1);
            below += probability;
            if (below > OUTSIDE) {
                return omitted;
            }
            omitted++;
        }
    }
}
