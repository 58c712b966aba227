package dev.mfabridge.onelogin.bench;

import java.util.List;

/**
 * Times of the loads of a page.
 *
 * @param sortedNanos the times in nanoseconds, shortest first
 */
record PageTimes(List<Long> sortedNanos) {
    PageTimes {
        sortedNanos = sortedNanos.stream().sorted().toList();
    }

    /** Returns a percentile in milliseconds. */
    double percentile(int percent) {
        var index = (int) Math.ceil(sortedNanos.size() * percent / 100.0) - 1;
        return sortedNanos.get(index) / 1e6;
    }
}
