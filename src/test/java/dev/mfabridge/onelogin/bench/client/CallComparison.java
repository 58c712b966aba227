package dev.mfabridge.onelogin.bench.client;

import dev.mfabridge.onelogin.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Comparison of one call by the client with the same call by hand, in several rounds.
 *
 * @param call the end of the methods' names in {@link CallBenchmark}
 */
record CallComparison(String call, int threads, List<CallCosts> client, List<CallCosts> bare) {
    static final String HEADER = """
            | Call | Threads | Client, calls/s | Bare loop, calls/s | Throughput ratio | Client, bytes/call | Bare loop, bytes/call | Allocation ratio |
            |---|---|---|---|---|---|---|---|""";

    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmUp", 25);

    CallComparison(String call, int threads) {
        this(call, threads, new ArrayList<>(), new ArrayList<>());
    }

    /** Calls until the code of both sides is compiled. */
    void warmUp() throws RunnerException {
        CallCosts.measure("client" + call, threads, WARM_UP_SECONDS);
        CallCosts.measure("bare" + call, threads, WARM_UP_SECONDS);
    }

    /** Measures both sides. Each round begins with the other side than the round before. */
    void measure(int round) throws RunnerException {
        if (round % 2 == 0) {
            client.add(CallCosts.measure("client" + call, threads, 1));
        }
        bare.add(CallCosts.measure("bare" + call, threads, 1));
        if (round % 2 == 1) {
            client.add(CallCosts.measure("client" + call, threads, 1));
        }
    }

    Spread throughputRatios() {
        return ratios(CallCosts::throughput);
    }

    Spread allocationRatios() {
        return ratios(CallCosts::allocation);
    }

    private Spread ratios(Function<CallCosts, Double> cost) {
        return Spread.ofRatios(costs(client, cost), costs(bare, cost));
    }

    String label() {
        return call.toLowerCase(Locale.ROOT) + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    String row() {
        return String.join(
                " | ",
                "| " + call,
                String.valueOf(threads),
                new Spread(costs(client, CallCosts::throughput)).text("%.0f"),
                new Spread(costs(bare, CallCosts::throughput)).text("%.0f"),
                throughputRatios().text("%.2f"),
                new Spread(costs(client, CallCosts::allocation)).text("%.0f"),
                new Spread(costs(bare, CallCosts::allocation)).text("%.0f"),
                allocationRatios().text("%.2f") + " |");
    }

    private static List<Double> costs(List<CallCosts> side, Function<CallCosts, Double> cost) {
        return side.stream().map(cost).toList();
    }
}
