package dev.mfabridge.onelogin.bench.login;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Some seconds of logins, with always the same number of them at once.
 *
 * @param atOnce the number of logins at once
 * @param succeeded the number of logins that succeeded
 * @param perSecond the number of logins a second that succeeded
 * @param slowMillis the time of Keycloak's own that 99 of 100 logins don't exceed, in milliseconds
 * @param failed the number of logins that didn't succeed
 */
record LoadStep(int atOnce, long succeeded, double perSecond, double slowMillis, long failed) {
    private static final double MAX_MILLIS = 1_000;

    /**
     * Does logins.
     *
     * @param delay the time after which OneLogin answers, which is not Keycloak's
     */
    static LoadStep run(LoginRealms realms, Population population, Duration delay, int atOnce, Duration duration)
            throws InterruptedException {
        var threads = Executors.newFixedThreadPool(atOnce);
        var times = new ConcurrentLinkedQueue<Double>();
        var failed = new LongAdder();
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        var ofOneLogin = delay.toMillis() * population.kind().calls();
        for (var thread = 0; thread < atOnce; thread++) {
            threads.execute(() -> {
                while (System.nanoTime() < end) {
                    try {
                        times.add(realms.signIn(population).waitedNanos() / 1e6 - ofOneLogin);
                    } catch (IllegalStateException e) {
                        failed.increment();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(2, TimeUnit.MINUTES);
        var seconds = (System.nanoTime() - start) / 1e9;
        return new LoadStep(atOnce, times.size(), times.size() / seconds, percentile99(times), failed.sum());
    }

    private static double percentile99(ConcurrentLinkedQueue<Double> times) {
        var sorted = times.stream().mapToDouble(time -> time).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.MAX_VALUE : sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    boolean isFastEnough() {
        return slowMillis < MAX_MILLIS && failed == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f logins a second, %d at once, 99 of 100 within %.0f ms, %d failed",
                perSecond,
                atOnce,
                slowMillis,
                failed);
    }
}
