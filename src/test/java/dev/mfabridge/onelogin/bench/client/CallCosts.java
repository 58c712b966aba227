package dev.mfabridge.onelogin.bench.client;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Costs of one call, measured by JMH in a JVM of its own.
 *
 * @param throughput calls per second of all threads
 * @param allocation bytes per call
 */
record CallCosts(double throughput, double allocation) {
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmUp", 8);
    private static final int SECONDS = 3;

    /**
     * Measures a method of {@link CallBenchmark}.
     *
     * @param port the port of the server
     */
    static CallCosts measure(String method, int threads, int port) throws RunnerException {
        var result = new Runner(new OptionsBuilder()
                        .include(CallBenchmark.class.getName() + "." + method + "$")
                        .forks(1)
                        .threads(threads)
                        .warmupIterations(WARM_UP_SECONDS)
                        .measurementIterations(SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-D" + CallState.PORT + "=" + port, "-Xmx512m")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        return new CallCosts(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
