package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.proof.FaultTally.Counted;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Logins of many users in parallel while OneLogin fails. Each user has a pause between two logins, so that the budget of calls
 * about the user is enough.
 */
final class FaultLoad implements AutoCloseable {
    private static final int THREADS = 48;

    /**
     * Time after which a user gives up. Outages may follow each other, and the pages ask for a few minutes. A code of OneLogin is
     * accepted for longer.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(100);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ProofRealm honest;
    private final ProofRealm attacked;
    private final Phones phones;
    private final FaultTally tally;
    private final long seed;

    FaultLoad(ProofRealm honest, ProofRealm attacked, SimulatorClient oneLogin, FaultTally tally, long seed) {
        this.honest = honest;
        this.attacked = attacked;
        this.phones = new Phones(oneLogin);
        this.tally = tally;
        this.seed = seed;
    }

    /** Lets all users sign in, again and again until the end. Each thread has users of its own. */
    void run(Instant end) throws InterruptedException {
        inParallel(thread -> {
            var random = new Random(seed + thread);
            var attacks = new FalseAnswers(phones, honest.users(), tally, seed - thread);
            do {
                var startedAt = Instant.now();
                for (var user : ownUsers(honest, thread)) {
                    if (Instant.now().isBefore(end)) {
                        signsIn(honest, user);
                    }
                }
                for (var user : ownUsers(attacked, thread)) {
                    if (Instant.now().isBefore(end)) {
                        attacks(attacks, user);
                        if (random.nextInt(4) == 0) {
                            signsIn(attacked, user);
                        }
                    }
                }
                pause(startedAt.plus(PAUSE), end);
            } while (Instant.now().isBefore(end));
        });
    }

    /** Lets each user sign in once, without a retry. No more users at once than a realm has calls at once. */
    void runWithoutFaults() throws InterruptedException {
        var calls = new Semaphore(8);
        inParallel(thread -> {
            for (var realm : List.of(honest, attacked)) {
                for (var user : ownUsers(realm, thread)) {
                    calls.acquire();
                    var visitor = visitor(realm, user).opensLogin().continuesFor(PATIENCE);
                    calls.release();
                    if (visitor.isSignedIn() && visitor.retries() == 0) {
                        tally.add(Counted.LATE_PASSED);
                    } else {
                        tally.violates(
                                Counted.LATE_FAILED,
                                user.name() + ", retries: " + visitor.retries() + ", " + visitor.trouble() + ", "
                                        + visitor.page().text());
                    }
                    count(visitor);
                }
            }
        });
    }

    private void signsIn(ProofRealm realm, ProofUser user) throws InterruptedException {
        tally.add(Counted.TRIED);
        var before = phones.newestMessage(user);
        var visitor = visitor(realm, user).opensLogin().continuesFor(PATIENCE);
        tally.add(Counted.RETRIES, visitor.retries());
        if (!visitor.isSignedIn()) {
            tally.violates(
                    Counted.WRONGLY_REJECTED,
                    user.name() + ": " + visitor.page().text());
        } else {
            tally.add(Counted.PASSED);
            tally.add(visitor.retries() == 0 ? Counted.PASSED_AT_ONCE : Counted.RETRIED);
            if (!user.hasAuthenticator() && !phones.hasAccepted(user, before)) {
                tally.violates(Counted.WRONGLY_PASSED, user.name() + ": OneLogin accepted nothing");
            }
            visitor.signsOut();
        }
        count(visitor);
    }

    private void attacks(FalseAnswers attacks, ProofUser user) throws InterruptedException {
        tally.add(Counted.FALSE_TRIED);
        var visitor = visitor(attacked, user);
        attacks.give(user, visitor);
        if (visitor.isSignedIn()) {
            tally.violates(Counted.WRONGLY_PASSED, user.name() + " gave only false answers");
        }
        count(visitor);
    }

    private Visitor visitor(ProofRealm realm, ProofUser user) {
        return new Visitor(realm, user, phones, new LoginBrowser(http));
    }

    private void count(Visitor visitor) {
        tally.add(Counted.SERVER_ERRORS, visitor.serverErrors());
        tally.add(Counted.UNKNOWN_PAGES, visitor.unknownPages());
    }

    private static List<ProofUser> ownUsers(ProofRealm realm, int thread) {
        var users = realm.users();
        return IntStream.range(0, users.size())
                .filter(number -> number % THREADS == thread)
                .mapToObj(users::get)
                .toList();
    }

    private static void pause(Instant until, Instant end) throws InterruptedException {
        var earlier = until.isBefore(end) ? until : end;
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), earlier).toMillis()));
    }

    private interface UserGroup {
        void work(int thread) throws InterruptedException;
    }

    private void inParallel(UserGroup group) throws InterruptedException {
        var results = IntStream.range(0, THREADS)
                .mapToObj(thread -> threads.submit(() -> {
                    group.work(thread);
                    return null;
                }))
                .toList();
        for (var result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A thread of the users failed", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
