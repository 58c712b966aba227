package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.ServerProbe;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Program that measures what users cost who wait for a push, beside users who have the page for a code open. The browsers of the
 * waiting users ask for the status as the script of the page does.
 */
public final class Waiting {
    private static final int USERS = Integer.getInteger("users", 2_000);
    private static final int SECONDS = Integer.getInteger("seconds", 60);

    /** Fewer than the calls to OneLogin that the server sends at once. */
    private static final int LOGINS_AT_ONCE = 8;

    private static final String CALLS = "onelogin_mfa_calls_seconds_count";

    private final LongAdder requests = new LongAdder();
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
        var code = Population.of(LoginKind.SMS, USERS);
        var push = Population.of(LoginKind.PUSH, USERS);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, List.of(code, push))) {
                var waiting = new Waiting(keycloak, realms);
                System.out.println(
                        "\n| %,d users have open | Heap of a user | CPU | Requests a second | Errors | Calls to OneLogin a second |\n|---|---|---|---|---|---|"
                                .formatted(USERS));
                waiting.measure("the page for the code of an SMS", code);
                waiting.measure("the page that waits for a push", push);
            }
        }
        System.exit(0);
    }

    private void measure(String title, Population population) throws InterruptedException {
        var heapBefore = probe.read().heapBytes();
        var logins = open(population);
        var heap = probe.read().heapBytes() - heapBefore;
        var asking = Executors.newScheduledThreadPool(LOGINS_AT_ONCE);
        if (population.kind() == LoginKind.PUSH) {
            for (var number = 0; number < logins.size(); number++) {
                askAgain(asking, logins.get(number), 2_000L + 2_000L * number / logins.size());
            }
        }
        TimeUnit.SECONDS.sleep(5);
        requests.reset();
        var callsBefore = calls();
        var cpuBefore = ServerJvm.ofThisProgram().processorTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        var cpu = ServerJvm.ofThisProgram().processorTime().minus(cpuBefore);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f kB | %.1f %% of a processor | %.0f | %d | %.0f |%n",
                title,
                heap / 1e3 / USERS,
                cpu.toMillis() / 10.0 / SECONDS,
                (double) requests.sum() / SECONDS,
                errors.sum(),
                (calls() - callsBefore) / SECONDS);
        asking.shutdownNow();
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
                        requests.increment();
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
