package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.http.client.methods.HttpGet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One timer task that watches all exchanges. */
class ExchangeWatchTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ExchangeWatch watch = new ExchangeWatch(timer);

    /** Request whose abort fails. */
    private static final class Unabortable extends HttpGet {
        @Override
        public void abort() {
            throw new UnsupportedOperationException("no abort");
        }
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    @DisplayName("Each exchange ends at its own deadline")
    void eachExchangeEndsAtItsOwnDeadline() {
        var slow = new HttpGet();
        var late = new HttpGet();
        watch.add(new AnswerLimit(slow, LONG));

        watch.add(new AnswerLimit(late, Duration.ofMillis(1)));

        Awaitility.await().until(late::isAborted);
        assertThat(slow.isAborted()).isFalse();
    }

    @Test
    @DisplayName("A failed abort leaves the other exchanges with their limits")
    void failedAbortLeavesOthersWithTheirLimits() {
        watch.add(new AnswerLimit(new Unabortable(), Duration.ZERO));
        Awaitility.await().until(() -> timer.getCompletedTaskCount() > 0);
        var other = new HttpGet();

        watch.add(new AnswerLimit(other, Duration.ZERO));

        Awaitility.await().until(other::isAborted);
    }

    @Test
    @DisplayName("Many exchanges share one task, which ends with the last exchange and starts again with the next")
    void exchangesShareOneTask() {
        var first = new AnswerLimit(new HttpGet(), LONG);
        var second = new AnswerLimit(new HttpGet(), LONG);
        watch.add(first);
        watch.add(second);
        assertThat(timer.getQueue()).hasSizeLessThanOrEqualTo(1);

        watch.remove(first);
        watch.remove(second);
        Awaitility.await().until(() -> timer.getQueue().isEmpty() && timer.getActiveCount() == 0);

        var next = new HttpGet();
        watch.add(new AnswerLimit(next, Duration.ZERO));
        Awaitility.await().until(next::isAborted);
    }

    @Test
    @DisplayName("No exchange starts without limits after the timer has stopped")
    void noExchangeStartsAfterTheTimerHasStopped() {
        watch.add(new AnswerLimit(new HttpGet(), LONG));
        timer.shutdownNow();

        assertThatThrownBy(() -> watch.add(new AnswerLimit(new HttpGet(), LONG)))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
