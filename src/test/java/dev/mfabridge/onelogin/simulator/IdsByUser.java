package dev.mfabridge.onelogin.simulator;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Index of ids by user, so that a call about one user takes no longer if there are many others. Not safe for several threads. */
final class IdsByUser {
    private final Map<Long, Set<String>> ids = new HashMap<>();

    void add(long user, String id) {
        ids.computeIfAbsent(user, key -> new LinkedHashSet<>()).add(id);
    }

    void remove(long user, String id) {
        ids.computeIfPresent(user, (key, known) -> {
            known.remove(id);
            return known.isEmpty() ? null : known;
        });
    }

    /** Returns the ids of a user, the oldest one first. */
    List<String> of(long user) {
        return List.copyOf(ids.getOrDefault(user, Set.of()));
    }

    void clear() {
        ids.clear();
    }
}
