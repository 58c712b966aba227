package dev.mfabridge.onelogin.keycloak.logging;

import java.util.LinkedHashMap;
import java.util.Map;

/** Memory of what this server has logged, so that the log has it once. It forgets the oldest when it is full. */
public final class SeenMessages {
    private final Map<String, Boolean> seen;

    /** @param most how many texts it remembers */
    public SeenMessages(int most) {
        seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns whether the text was not asked for before. */
    public synchronized boolean add(String text) {
        return seen.putIfAbsent(text, true) == null;
    }
}
