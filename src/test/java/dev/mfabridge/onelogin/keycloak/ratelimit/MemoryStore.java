package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keycloak.models.SingleUseObjectProvider;

/** Single-use object store in memory, with a clock that a test sets. It counts the requests. */
public final class MemoryStore implements SingleUseObjectProvider {
    private final Supplier<Instant> clock;
    private final Map<String, Instant> expiries = new HashMap<>();
    private final Map<String, Map<String, String>> notes = new HashMap<>();
    private int requests;

    public MemoryStore(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Returns the number of requests until now. */
    public int requests() {
        return requests;
    }

    /** Returns the number of entries that have not expired. */
    public long size() {
        return expiries.values().stream().filter(clock.get()::isBefore).count();
    }

    @Override
    public boolean putIfAbsent(String key, long seconds) {
        if (contains(key)) {
            return false;
        }
        expiries.put(key, clock.get().plusSeconds(seconds));
        return true;
    }

    @Override
    public boolean contains(String key) {
        requests++;
        return expiries.containsKey(key) && clock.get().isBefore(expiries.get(key));
    }

    @Override
    public Map<String, String> remove(String key) {
        requests++;
        return expiries.remove(key) == null ? null : Map.of();
    }

    @Override
    public void put(String key, long seconds, Map<String, String> newNotes) {
        requests++;
        expiries.put(key, clock.get().plusSeconds(seconds));
        notes.put(key, newNotes);
    }

    @Override
    public Map<String, String> get(String key) {
        return contains(key) ? notes.getOrDefault(key, Map.of()) : null;
    }

    @Override
    public boolean replace(String key, Map<String, String> newNotes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
