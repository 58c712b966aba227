package dev.mfabridge.onelogin.keycloak.settingscheck;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Queue of the checks of this server. Each realm has one check at a time, and each configuration at most one that waits. So
 * many saves in a short time cause few checks, and the last one sees the settings of the last save.
 *
 * <p>Instances are thread safe.
 */
final class CheckQueue {
    private final Consumer<CheckRequest> check;
    private final Map<String, Map<String, CheckRequest>> waitingByRealm = new HashMap<>();

    /**
     * Creates an empty queue.
     *
     * @param check the check, which reads the settings when it starts
     */
    CheckQueue(Consumer<CheckRequest> check) {
        this.check = check;
    }

    /**
     * Adds a request, or replaces the one that waits for the same configuration.
     *
     * @param executor the executor of the checks, if the realm has no check at the moment
     */
    void add(CheckRequest request, Executor executor) {
        if (isFirst(request)) {
            submit(request.realm(), executor);
        }
    }

    /** Submits one check of a realm. Realms take turns, since the server has few threads for the checks of all realms. */
    private void submit(String realm, Executor executor) {
        try {
            executor.execute(() -> {
                if (runNext(realm)) {
                    submit(realm, executor);
                }
            });
        } catch (RuntimeException | Error e) {
            // Otherwise later saves would wait for a check that never runs.
            forget(realm);
            throw e;
        }
    }

    private synchronized boolean isFirst(CheckRequest request) {
        var isFirst = !waitingByRealm.containsKey(request.realm());
        waitingByRealm
                .computeIfAbsent(request.realm(), realm -> new LinkedHashMap<>())
                .put(request.config(), request);
        return isFirst;
    }

    /** Makes the check that waits for the longest time, and returns whether another one of the realm may wait. */
    private boolean runNext(String realm) {
        var next = take(realm);
        next.ifPresent(this::run);
        return next.isPresent();
    }

    private void run(CheckRequest request) {
        try {
            check.accept(request);
        } catch (RuntimeException | Error e) {
            request.logFailure(e);
        }
    }

    private synchronized Optional<CheckRequest> take(String realm) {
        var waiting = waitingByRealm.get(realm).values().iterator();
        if (!waiting.hasNext()) {
            forget(realm);
            return Optional.empty();
        }
        var next = waiting.next();
        waiting.remove();
        return Optional.of(next);
    }

    private synchronized void forget(String realm) {
        waitingByRealm.remove(realm);
    }
}
