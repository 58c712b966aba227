package dev.mfabridge.onelogin.bench.client;

import dev.mfabridge.onelogin.bench.RatioPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
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

    double[] throughputRatios() {
        return ratios(CallCosts::throughput);
    }

    double[] allocationRatios() {
        return ratios(CallCosts::allocation);
    }

    private double[] ratios(ToDoubleFunction<CallCosts> cost) {
        var ratios = new double[client.size()];
        Arrays.setAll(ratios, i -> cost.applyAsDouble(client.get(i)) / cost.applyAsDouble(bare.get(i)));
        return ratios;
    }

    String label() {
        return call.toLowerCase(Locale.ROOT) + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    String row() {
        return String.join(
                " | ",
                "| " + call,
                String.valueOf(threads),
                spread("%.0f", costs(client, CallCosts::throughput)),
                spread("%.0f", costs(bare, CallCosts::throughput)),
                spread("%.2f", throughputRatios()),
                spread("%.0f", costs(client, CallCosts::allocation)),
                spread("%.0f", costs(bare, CallCosts::allocation)),
                spread("%.2f", allocationRatios()) + " |");
    }

    private static double[] costs(List<CallCosts> side, ToDoubleFunction<CallCosts> cost) {
        return side.stream().mapToDouble(cost).toArray();
    }

    /** Returns the median, and the least and the greatest value in parentheses. */
    private static String spread(String format, double[] values) {
        var sorted = Arrays.stream(values).sorted().toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                RatioPlot.median(values),
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
