package dev.mfabridge.onelogin.client.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watch over all exchanges that are under way, which aborts those that exceed a limit. One task of the timer looks at all
 * exchanges, and ends if there is none. A task for each exchange would wake the timer's thread twice for each call, which
 * costs more than the call.
 *
 * <p>Instances are thread safe.
 */
public final class ExchangeWatch {
    private static final int INTERVAL_MILLIS = 10;

    private final ScheduledExecutorService timer;
    private final Set<AnswerLimit> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isScheduled = new AtomicBoolean();

    /**
     * Creates a watch over no exchange.
     *
     * @param timer looks at the exchanges at regular intervals; the owner shuts it down
     */
    public ExchangeWatch(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Starts to watch an exchange.
     *
     * @throws RejectedExecutionException if the timer is shut down, since no exchange may be without limits
     */
    void add(AnswerLimit exchange) {
        if (timer.isShutdown()) {
            throw new RejectedExecutionException("The server stops");
        }
        exchanges.add(exchange);
        schedule();
    }

    /** Ends the watch over an exchange. */
    void remove(AnswerLimit exchange) {
        exchanges.remove(exchange);
    }

    private void schedule() {
        if (!isScheduled.get() && isScheduled.compareAndSet(false, true)) {
            timer.schedule(this::look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Looks at all exchanges. If an abort fails, the next look continues with the others: no exchange is aborted twice. */
    private void look() {
        try {
            exchanges.forEach(AnswerLimit::check);
        } finally {
            isScheduled.set(false);
            // An exchange that was added before this line relied on this task.
            if (!exchanges.isEmpty()) {
                schedule();
            }
        }
    }
}
