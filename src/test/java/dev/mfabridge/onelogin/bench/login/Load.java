package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Program that searches for the most logins a second at which 99 of 100 logins take less than a second of Keycloak's own time, while
 * OneLogin answers at once, after 200 ms and after 1,000 ms. Each round has all factors in turn, with more and more logins at once.
 */
public final class Load {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int USERS = Integer.getInteger("users", 4_000);
    private static final List<Integer> AT_ONCE = Stream.of(
                    System.getProperty("atOnce", "4,16,64").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final List<Population> POPULATIONS = Stream.of(LoginKind.OTP, LoginKind.APP, LoginKind.SMS)
            .map(kind -> Population.of(kind, USERS))
            .toList();

    private static final double MARK = 0.9;

    private Load() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        BenchServer.prepare(arguments);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, POPULATIONS)) {
                for (var population : POPULATIONS) {
                    realms.warmUp(population);
                }
                for (var delay : List.of(0, 200, 1_000)) {
                    if (delay > 0) {
                        realms.oneLogin().behave(BehaviorRule.always().latency(Duration.ofMillis(delay)));
                    }
                    measure(realms, Duration.ofMillis(delay));
                }
            }
        }
        System.exit(0);
    }

    private static void measure(LoginRealms realms, Duration delay) throws InterruptedException, IOException {
        var rates = new Ratios();
        for (var round = delay.isZero() ? -1 : 0; round < ROUNDS; round++) {
            for (var population : POPULATIONS) {
                var best = best(realms, population, delay);
                System.out.println("%s, %d ms: %s".formatted(population.title(), delay.toMillis(), best));
                if (round >= 0) {
                    rates.add(population.title(), best.perSecond());
                }
            }
        }
        System.out.println("\n" + rates.table("Logins a second, OneLogin answers after " + delay.toMillis() + " ms"));
        rates.plot(
                "bench-load-" + delay.toMillis(),
                "Logins a second / with Keycloak's OTP form; OneLogin answers after %d ms".formatted(delay.toMillis()),
                kind -> MARK);
    }

    private static LoadStep best(LoginRealms realms, Population population, Duration delay)
            throws InterruptedException {
        var steps = new ArrayList<LoadStep>();
        for (var atOnce : AT_ONCE) {
            steps.add(LoadStep.run(realms, population, delay, atOnce, Duration.ofSeconds(SECONDS)));
        }
        return steps.stream()
                .filter(LoadStep::isFastEnough)
                .max(Comparator.comparing(LoadStep::perSecond))
                .orElse(steps.get(0));
    }
}
