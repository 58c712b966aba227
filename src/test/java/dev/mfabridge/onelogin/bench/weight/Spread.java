package dev.mfabridge.onelogin.bench.weight;

import java.util.List;

/**
 * Values of several rounds, with the interval that contains the true median in at least 95 % of all measurements.
 *
 * <p>The interval is that of the sign test, which needs no assumption about the distribution. Fewer than six values have no such
 * interval, so theirs is infinite and decides nothing.
 */
record Spread(List<Double> values) {
    private static final double OUTSIDE = 0.025;

    Spread {
        values = values.stream().sorted().toList();
    }

    double median() {
        var middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    double min() {
        return values.get(0);
    }

    double max() {
        return values.get(values.size() - 1);
    }

    /** Returns the lower end of the interval. */
    double low() {
        return hasInterval() ? values.get(cut()) : Double.NEGATIVE_INFINITY;
    }

    /** Returns the upper end of the interval. */
    double high() {
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
