package dev.mfabridge.onelogin.keycloak.login;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory of what this server has said, so that it is said once. It forgets the oldest when it is full. */
final class SeenBefore {
    private final Map<String, Boolean> seen;

    /** @param most how many texts it remembers */
    SeenBefore(int most) {
        seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean isNew(String text) {
        return seen.putIfAbsent(text, true) == null;
    }
}
