package dev.mfabridge.onelogin.keycloak.credential;

import java.util.LinkedHashMap;
import java.util.Map;

/** Memory of the values that this node logged as unreadable. A login reads them several times, and the log has each once. */
final class UnreadableValues {
    private static final int MOST = 1_000;

    private final Map<String, Boolean> logged = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** @return whether the value is not in the log yet */
    synchronized boolean add(String user, String value) {
        return logged.put(user + "." + value.hashCode(), true) == null;
    }
}
