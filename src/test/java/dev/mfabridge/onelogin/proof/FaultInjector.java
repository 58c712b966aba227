package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Injector of random faults: single failing calls, outages of some or all calls, trouble of single users, slow answers and dead
 * access tokens, with pauses between them. The seed decides the order.
 */
final class FaultInjector implements AutoCloseable {
    /** Faults of the simulator. It processes the call first in the case of {@code hang} and the last three. */
    private static final List<String> FAULTS =
            List.of("500", "503", "429", "quota", "html", "hang", "reset", "truncated", "empty");

    private static final List<String> CALLS = List.of(
            "POST */verifications",
            "PUT */verifications/*",
            "GET */verifications/*",
            "POST */registrations",
            "PUT */registrations/*",
            "GET */devices",
            "GET */factors",
            "GET /api/2/users*",
            "POST /auth/*");

    private final SimulatorClient oneLogin;
    private final List<ProofUser> users;
    private final Random random;
    private final Map<String, Integer> injected = new TreeMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "faults");
    private volatile RuntimeException failure;

    FaultInjector(SimulatorClient oneLogin, List<ProofUser> users, long seed) {
        this.oneLogin = oneLogin;
        this.users = users;
        random = new Random(seed);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isStoppedWithin(1_000, 5_000)) {
                switch (random.nextInt(10)) {
                    case 0, 1 -> fails("outage of all calls", "* /api/*", 2_000, 10_000);
                    case 2 -> fails("outage of one call", any(CALLS), 2_000, 10_000);
                    case 3 -> fails("outage of a user", ofUser(), 5_000, 15_000);
                    case 4 -> isSlow();
                    case 5 -> revokesTokens();
                    default -> singleFaults();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Lets calls fail for a time. */
    private void fails(String name, String calls, int least, int most) throws InterruptedException {
        count(name);
        var fault = any(FAULTS);
        var startedAt = Instant.now();
        oneLogin.behave(BehaviorRule.on(calls).fault(fault));
        isStoppedWithin(least, most);
        // The log of the server has times too, so a reader sees which outage a login met.
        System.out.printf("%s to %s: %s, %s%n", startedAt, Instant.now(), calls, fault);
        oneLogin.behave(BehaviorRule.on(calls).fault("none"));
    }

    private void isSlow() throws InterruptedException {
        count("slow answers");
        var delay = Duration.ofMillis(500 + random.nextInt(5_000));
        var rule = BehaviorRule.always();
        oneLogin.behave(random.nextBoolean() ? rule.latency(delay) : rule.answerLatency(delay.multipliedBy(2)));
        isStoppedWithin(2_000, 6_000);
        oneLogin.behave(rule.latency(Duration.ZERO).answerLatency(Duration.ZERO));
    }

    private void revokesTokens() throws InterruptedException {
        count("dead access token");
        for (var token = 0; token < 3; token++) {
            oneLogin.revokeTokens();
            isStoppedWithin(200, 2_000);
        }
    }

    private void singleFaults() throws InterruptedException {
        var faults = 10 + random.nextInt(20);
        for (var fault = 0; fault < faults && !isStoppedWithin(50, 400); fault++) {
            var kind = any(FAULTS);
            count("single call: " + kind);
            oneLogin.behave(BehaviorRule.on(any(CALLS)).fault(kind).once());
        }
    }

    private String ofUser() {
        return "* /api/2/mfa/users/" + any(users).oneLoginId() + "/*";
    }

    private void count(String fault) {
        injected.merge(fault, 1, Integer::sum);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean isStoppedWithin(int least, int most) throws InterruptedException {
        return stopped.await(least + random.nextInt(most - least), TimeUnit.MILLISECONDS);
    }

    /** Returns the number of faults of each kind. Call it after {@link #close}. */
    Map<String, Integer> injected() {
        if (failure != null) {
            throw failure;
        }
        return injected;
    }

    /** Ends all faults. The newest rule decides, so this rule ends the rules before. */
    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        thread.join();
        oneLogin.behave(
                BehaviorRule.always().fault("none").latency(Duration.ZERO).answerLatency(Duration.ZERO));
    }
}
