package dev.mfabridge.onelogin.bench.client;

import dev.mfabridge.onelogin.bench.RatioPlot;
import dev.mfabridge.onelogin.bench.Spread;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Program that compares the OneLogin client with a bare loop over the same Apache HTTP client, and writes a table and two plots.
 * Exits with status 1 if a median ratio misses its mark.
 */
public final class ClientBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final List<String> CALLS = List.of("Verify", "Devices");
    private static final List<Integer> THREADS = List.of(1, 16, 64);
    private static final double MIN_THROUGHPUT = 0.9;
    private static final double MAX_ALLOCATION = 1.3;
    private static final Path TARGET = Path.of("target");

    private ClientBench() {}

    /** Runs the measurement. It uses no Keycloak, and so no argument. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        // JMH's lock is one file for all users and programs of this machine.
        System.setProperty("jmh.ignoreLock", "true");
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        FixedAnswers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            System.setProperty(CallState.PORT, out.readLine());
            var comparisons = compare();
            report(comparisons);
            System.exit(comparisons.stream().allMatch(ClientBench::reachesMarks) ? 0 : 1);
        } finally {
            server.destroy();
        }
    }

    /** Returns the class path of the tests, which Maven's own JVM has only in a class loader. */
    private static String classPath() {
        return ClientBench.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> new File(url.getPath()).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static List<CallComparison> compare() throws RunnerException {
        var comparisons = new ArrayList<CallComparison>();
        for (var call : CALLS) {
            THREADS.forEach(threads -> comparisons.add(new CallComparison(call, threads)));
        }
        System.out.println("Warming up ...");
        for (var call : CALLS) {
            new CallComparison(call, 16).warmUp();
        }
        for (var round = 0; round < ROUNDS; round++) {
            System.out.println("Round " + (round + 1) + " of " + ROUNDS);
            for (var comparison : comparisons) {
                comparison.measure(round);
                System.out.println(comparison.row());
            }
        }
        return comparisons;
    }

    private static boolean reachesMarks(CallComparison comparison) {
        return comparison.throughputRatios().median() >= MIN_THROUGHPUT
                && comparison.allocationRatios().median() <= MAX_ALLOCATION;
    }

    private static void report(List<CallComparison> comparisons) throws IOException {
        var table = CallComparison.HEADER + "\n"
                + comparisons.stream().map(CallComparison::row).collect(Collectors.joining("\n"));
        Files.writeString(TARGET.resolve("bench-client.md"), table + "\n");
        RatioPlot.save(
                TARGET.resolve("bench-client.svg"),
                "Throughput of the client / throughput of the bare loop",
                byLabel(comparisons, CallComparison::throughputRatios),
                label -> MIN_THROUGHPUT);
        RatioPlot.save(
                TARGET.resolve("bench-client-allocation.svg"),
                "Bytes per call of the client / bytes per call of the bare loop",
                byLabel(comparisons, CallComparison::allocationRatios),
                label -> MAX_ALLOCATION);
        System.out.printf(
                "%n%d processors, Java %s, %s; median of %d rounds, least and greatest in parentheses.%n%n%s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                ROUNDS,
                table);
    }

    private static LinkedHashMap<String, Spread> byLabel(
            List<CallComparison> comparisons, Function<CallComparison, Spread> ratios) {
        var byLabel = new LinkedHashMap<String, Spread>();
        comparisons.forEach(comparison -> byLabel.put(comparison.label(), ratios.apply(comparison)));
        return byLabel;
    }
}
