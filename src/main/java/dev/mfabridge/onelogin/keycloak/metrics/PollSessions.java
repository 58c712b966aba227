package dev.mfabridge.onelogin.keycloak.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Pages that wait for an out-of-band confirmation, as this node sees them: those that polled this node within {@link #TIMEOUT}.
 *
 * <p>Instances are thread safe: requests of all realms share one instance, and its state is in concurrent collections.
 */
final class PollSessions {
    /**
     * Time after the last poll for which a page is taken as open. Pages poll every 2 to 5 seconds, and browsers slow
     * down the pages in the background.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ConcurrentMap<PollingPage, Instant> polledAt = new ConcurrentHashMap<>();
    private final Set<String> realmsWithGauge = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    /** Page that waits, in its realm. */
    private record PollingPage(String realm, String id) {}

    PollSessions(Clock clock) {
        this.clock = clock;
    }

    void polled(String realm, String page) {
        if (realmsWithGauge.add(realm)) {
            Metric.POLL_SESSIONS.gauge(() -> count(realm), realm);
        }
        polledAt.values().removeIf(this::isLongAgo);
        polledAt.put(new PollingPage(realm, page), clock.instant());
    }

    void completed(String realm, String page) {
        polledAt.remove(new PollingPage(realm, page));
    }

    long count(String realm) {
        return polledAt.entrySet().stream()
                .filter(asked -> asked.getKey().realm().equals(realm) && !isLongAgo(asked.getValue()))
                .count();
    }

    private boolean isLongAgo(Instant asked) {
        return asked.plus(TIMEOUT).isBefore(clock.instant());
    }
}
