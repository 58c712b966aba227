package dev.mfabridge.onelogin.keycloak.logging;

import java.util.LinkedHashMap;
import java.util.Map;

/** Set of the texts that this server has logged, so that the log has each text once. A full set drops its oldest text. */
public final class LoggedTexts {
    private final Map<String, Boolean> seen;

    /**
     * Creates an empty set.
     *
     * @param most the maximum number of texts
     */
    public LoggedTexts(int most) {
        seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Adds a text, and returns whether the text is new. */
    public synchronized boolean add(String text) {
        return seen.putIfAbsent(text, true) == null;
    }
}
