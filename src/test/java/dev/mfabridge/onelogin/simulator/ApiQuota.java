package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counter of the account's calls, as OneLogin reports them. It never rejects a call: a test selects the answer 429 as a fault.
 */
final class ApiQuota {
    /** Calls of an account in an hour. */
    static final int LIMIT = 5000;

    private static final Duration WINDOW = Duration.ofHours(1);

    private final int limit;
    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int used;

    ApiQuota(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * State of the quota.
     *
     * @param resetSeconds the seconds until the count restarts
     */
    record QuotaReading(int limit, int remaining, long resetSeconds) {}

    synchronized QuotaReading countOne() {
        if (!clock.instant().isBefore(windowEnds)) {
            windowEnds = clock.instant().plus(WINDOW);
            used = 0;
        }
        used++;
        return reading();
    }

    synchronized QuotaReading reading() {
        var left = Duration.between(clock.instant(), windowEnds).toSeconds();
        return new QuotaReading(limit, Math.max(0, limit - used), Math.max(0, left));
    }
}
