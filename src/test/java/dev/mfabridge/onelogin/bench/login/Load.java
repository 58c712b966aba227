package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Program that searches for the most logins a second at which 99 of 100 logins take less than a second of Keycloak's own time, while
 * OneLogin answers at once, after 200 ms and after 1,000 ms. Each round has all factors in turn, with more and more logins at once. A
 * step in which a login fails doesn't count. With {@code -Dkeycloak.callsAtOnce=200}, the extension's limit on calls at once fails none.
 */
public final class Load {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int USERS = Integer.getInteger("users", 4_000);
    private static final List<Integer> AT_ONCE = numbers("atOnce", "4,16,64");
    private static final List<Integer> DELAYS = numbers("delays", "0,200,1000");
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
                var server = ServerJvm.ofThisProgram();
                for (var delay : DELAYS) {
                    if (delay > 0) {
                        realms.oneLogin().behave(BehaviorRule.always().latency(Duration.ofMillis(delay)));
                    }
                    measure(realms, server, Duration.ofMillis(delay));
                }
            }
        }
        System.exit(0);
    }

    private static List<Integer> numbers(String property, String preset) {
        return Stream.of(System.getProperty(property, preset).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private static void measure(LoginRealms realms, ServerJvm server, Duration delay)
            throws InterruptedException, IOException {
        var rates = new Ratios();
        var cpu = new Ratios();
        for (var round = -1; round < ROUNDS; round++) {
            for (var population : POPULATIONS) {
                var best = best(realms, server, population, delay);
                if (round >= 0) {
                    rates.add(population.title(), best.logins().perSecond());
                    cpu.add(population.title(), best.cpuMillis());
                }
            }
        }
        var title = "OneLogin answers after %d ms".formatted(delay.toMillis());
        System.out.println("\n" + rates.table("Logins a second, " + title));
        System.out.println(cpu.table("CPU of a login in ms, without the JVM's compilers, " + title));
        rates.plot(
                "bench-load-" + delay.toMillis(), "Logins a second / with Keycloak's OTP form; " + title, kind -> MARK);
    }

    private static LoadCost best(LoginRealms realms, ServerJvm server, Population population, Duration delay)
            throws InterruptedException {
        var steps = new ArrayList<LoadCost>();
        for (var atOnce : AT_ONCE) {
            var before = server.timeWithoutCompilers();
            var logins = LoadStep.run(realms, population, delay, atOnce, Duration.ofSeconds(SECONDS));
            var cpu = server.timeWithoutCompilers().minus(before);
            var step = new LoadCost(logins, cpu.toNanos() / 1e6 / logins.succeeded());
            System.out.println("%s, %d ms: %s".formatted(population.title(), delay.toMillis(), step));
            steps.add(step);
        }
        return steps.stream()
                .filter(step -> step.logins().isFastEnough())
                .max(Comparator.comparing(step -> step.logins().perSecond()))
                .orElse(steps.get(0));
    }

    private record LoadCost(LoadStep logins, double cpuMillis) {
        @Override
        public String toString() {
            return "%s, CPU of Keycloak %.2f ms".formatted(logins, cpuMillis);
        }
    }
}
