package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.bench.ServerProbe;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Program that measures what users cost who wait for a push, beside users who have the page for a code open. The browsers of the
 * waiting users ask for the status as the script of the page does. Each round has new logins of both kinds.
 */
public final class Waiting {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int USERS = Integer.getInteger("users", 2_000);
    private static final int SECONDS = Integer.getInteger("seconds", 20);

    /** Fewer than the calls to OneLogin that the server sends at once. */
    private static final int LOGINS_AT_ONCE = 8;

    /** Time in which the requests of all users start. */
    private static final int START_SECONDS = 5;

    private static final String CALLS = "onelogin_mfa_calls_seconds_count";

    private final Ratios heap = new Ratios();
    private final Ratios cpu = new Ratios();
    private final Ratios requests = new Ratios();
    private final Ratios calls = new Ratios();
    private final LongAdder asked = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final KeycloakServer keycloak;
    private final LoginRealms realms;
    private final ServerProbe probe;

    private Waiting(KeycloakServer keycloak, LoginRealms realms) {
        this.keycloak = keycloak;
        this.realms = realms;
        probe = ServerProbe.of(keycloak.managementUrl(), keycloak.oneLogin().fromHere());
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        BenchServer.prepare(arguments);
        var populations = List.of(Population.of(LoginKind.SMS, USERS), Population.of(LoginKind.PUSH, USERS));
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, populations)) {
                var waiting = new Waiting(keycloak, realms);
                for (var round = 0; round <= ROUNDS; round++) {
                    for (var population : populations) {
                        waiting.measure(population, round > 0);
                    }
                    System.out.println("round " + round + " of " + ROUNDS);
                }
                waiting.print();
            }
        }
        System.exit(0);
    }

    private void measure(Population population, boolean counts) throws InterruptedException {
        var heapBefore = probe.read().heapBytes();
        var logins = open(population);
        var heapBytes = probe.read().heapBytes() - heapBefore;
        var asking = Executors.newScheduledThreadPool(LOGINS_AT_ONCE);
        if (population.kind() == LoginKind.PUSH) {
            for (var number = 0; number < logins.size(); number++) {
                askAgain(asking, logins.get(number), 1_000L * START_SECONDS * number / logins.size());
            }
        }
        TimeUnit.SECONDS.sleep(START_SECONDS);
        asked.reset();
        var callsBefore = calls();
        var cpuBefore = ServerJvm.ofThisProgram().processorTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        if (counts) {
            var processor = ServerJvm.ofThisProgram().processorTime().minus(cpuBefore);
            heap.add(population.title(), heapBytes / 1e3 / USERS);
            cpu.add(population.title(), processor.toNanos() / 1e3 / SECONDS / USERS);
            requests.add(population.title(), (double) asked.sum() / SECONDS);
            calls.add(population.title(), (calls() - callsBefore) / SECONDS);
        }
        asking.shutdownNow();
        asking.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void print() {
        System.out.printf("%n%,d users wait at once, %d failed requests%n", USERS, errors.sum());
        System.out.println("\n" + heap.table("Heap of a user, kB"));
        System.out.println(cpu.table("CPU for a user in a second, µs"));
        System.out.println(requests.table("Requests of the script in a second"));
        System.out.println(calls.table("Calls to OneLogin in a second"));
    }

    private List<LoginTrial> open(Population population) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(LOGINS_AT_ONCE);
        var opening = new ArrayList<Future<LoginTrial>>();
        for (var user = 0; user < USERS; user++) {
            opening.add(threads.submit(() ->
                    realms.next(population).opens(realms.loginPage(population)).entersPassword()));
        }
        var logins = new ArrayList<LoginTrial>();
        for (var login : opening) {
            try {
                logins.add(login.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        threads.shutdown();
        return logins;
    }

    private void askAgain(ScheduledExecutorService asking, LoginTrial login, long delayMillis) {
        asking.schedule(
                () -> {
                    var seconds = 5;
                    try {
                        asked.increment();
                        seconds = login.asksForStatus();
                    } catch (IllegalStateException e) {
                        errors.increment();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    askAgain(asking, login, 1_000L * seconds);
                },
                delayMillis,
                TimeUnit.MILLISECONDS);
    }

    private double calls() throws InterruptedException {
        return ServerProbe.sum(ServerProbe.metrics(URI.create(keycloak.managementUrl() + "/metrics")), CALLS);
    }
}
