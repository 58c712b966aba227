package dev.mfabridge.onelogin.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Actions that start at the same moment, or a given time after it. */
final class Together {
    private static final Duration LEAD = Duration.ofMillis(80);

    private final List<Delayed> actions = new ArrayList<>();

    private record Delayed(int millis, Callable<?> action) {}

    /**
     * Adds an action.
     *
     * @param millis the milliseconds by which the action starts after the common moment; negative down to -80
     */
    Together at(int millis, Callable<?> action) {
        actions.add(new Delayed(millis, action));
        return this;
    }

    /** Adds an action that returns nothing. */
    Together at(int millis, Runnable action) {
        return at(millis, Executors.callable(action));
    }

    /** Runs all actions and waits for them. */
    void run() {
        var threads = Executors.newFixedThreadPool(actions.size());
        try {
            var start = System.nanoTime() + LEAD.toNanos();
            var running = actions.stream()
                    .<Future<?>>map(delayed -> threads.submit(
                            () -> runAt(start + TimeUnit.MILLISECONDS.toNanos(delayed.millis), delayed.action)))
                    .toList();
            for (var action : running) {
                action.get(60, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object runAt(long nanos, Callable<?> action) throws Exception {
        while (System.nanoTime() < nanos) {
            Thread.onSpinWait();
        }
        return action.call();
    }
}
