package dev.mfabridge.onelogin.keycloak.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The pages that wait for an answer given elsewhere, as this node sees them: those that asked it not long ago. */
final class PollSessions {
    /** Pages ask every 2 to 5 seconds; a browser slows those down that nobody looks at. */
    static final Duration QUIET = Duration.ofSeconds(30);

    private final ConcurrentMap<PollingPage, Instant> askedAt = new ConcurrentHashMap<>();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    private record PollingPage(String realm, String id) {}

    PollSessions(Clock clock) {
        this.clock = clock;
    }

    void waits(String realm, String page) {
        if (shown.add(realm)) {
            Metric.POLL_SESSIONS.show(() -> count(realm), realm);
        }
        askedAt.values().removeIf(this::isLongAgo);
        askedAt.put(new PollingPage(realm, page), clock.instant());
    }

    void isOver(String realm, String page) {
        askedAt.remove(new PollingPage(realm, page));
    }

    long count(String realm) {
        return askedAt.entrySet().stream()
                .filter(asked -> asked.getKey().realm().equals(realm) && !isLongAgo(asked.getValue()))
                .count();
    }

    private boolean isLongAgo(Instant asked) {
        return asked.plus(QUIET).isBefore(clock.instant());
    }
}
