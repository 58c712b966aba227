package dev.mfabridge.onelogin.bench.weight;

import dev.mfabridge.onelogin.bench.Spread;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Program that measures what the extension adds to a Keycloak on which no realm uses it. Two built servers, one of them with
 * the jar, start in turn. Exits with status 1 unless the extension certainly adds at most 2 % to the start, and at most 5 MB to
 * the heap.
 */
public final class Weight {
    private static final int ROUNDS = Integer.getInteger("weight.rounds", 7);
    private static final double MAX_RATIO = 1.02;
    private static final double MAX_HEAP_MEGABYTES = 5;

    private final LocalKeycloak plain;
    private final LocalKeycloak extended;
    private final List<StartedServer> without = new ArrayList<>();
    private final List<StartedServer> with = new ArrayList<>();

    private Weight(LocalKeycloak plain, LocalKeycloak extended) {
        this.plain = plain;
        this.extended = extended;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        System.setProperty("keycloak.home", arguments[0]);
        // The JVM's own choice of compiler and garbage collector, as on a server in use.
        System.setProperty("keycloak.jvmFlags", System.getProperty("keycloak.jvmFlags", "-Xmx512m"));
        var jar = Path.of(arguments[1]);
        var weight = new Weight(
                KeycloakServers.separate("without", List.of()), KeycloakServers.separate("with", List.of(jar)));
        System.out.println("Building the two servers and warming up ...");
        StartedServer.measure(weight.plain);
        StartedServer.measure(weight.extended);
        for (var round = 0; round < ROUNDS; round++) {
            weight.measure(round);
        }
        System.exit(weight.judge(Files.size(jar)) ? 0 : 1);
    }

    /** Starts both servers. The order changes with each round, so that a busier machine affects both. */
    private void measure(int round) throws InterruptedException {
        if (round % 2 == 0) {
            without.add(StartedServer.measure(plain));
            with.add(StartedServer.measure(extended));
        } else {
            with.add(StartedServer.measure(extended));
            without.add(StartedServer.measure(plain));
        }
        System.out.println("Round " + (round + 1) + ": without " + without.get(round) + ", with " + with.get(round));
    }

    private boolean judge(long jarBytes) {
        var start = compare(
                "start until \"listening\", s",
                server -> server.start().fromLaunch().toMillis() / 1e3);
        var processorTime = compare(
                "processor time of the start, s",
                server -> server.processorTime().toMillis() / 1e3);
        var heap = compare("heap at rest, MB", server -> server.heapBytes() / 1e6);
        System.out.printf(
                Locale.ROOT,
                "%n%d rounds, on a machine with %d processors (Java %s, %s). Keycloak: %s. Jar: %.1f kB.%n%n%s%n",
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("keycloak.jvmFlags"),
                jarBytes / 1e3,
                Comparison.HEADER);
        for (var comparison : List.of(
                start,
                compare(
                        "start by Keycloak's log, s",
                        server -> server.start().byKeycloak().toMillis() / 1e3),
                processorTime,
                heap,
                compare("metaspace, MB", server -> server.metaspaceBytes() / 1e6),
                compare("classes loaded", StartedServer::classes))) {
            System.out.println(comparison.row());
        }
        System.out.println("\n| Criterion | Interval | Limit | Result |\n|---|---|---|---|");
        return criterion("start, ratio", start.ratio(), MAX_RATIO)
                & criterion("processor time of the start, ratio", processorTime.ratio(), MAX_RATIO)
                & criterion("heap at rest, MB more", heap.difference(), MAX_HEAP_MEGABYTES);
    }

    /** Other work on the machine widens the interval: a limit within the interval is neither met nor violated. */
    private static boolean criterion(String name, Spread measured, double limit) {
        var isMet = measured.high() <= limit;
        var result = isMet ? "met" : measured.low() > limit ? "VIOLATED" : "UNDECIDED";
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f to %.3f | at most %.2f | %s |%n",
                name,
                measured.low(),
                measured.high(),
                limit,
                result);
        return isMet;
    }

    private Comparison compare(String name, ToDoubleFunction<StartedServer> figure) {
        return Comparison.of(name, without, with, figure);
    }
}
