package dev.mfabridge.onelogin.bench.client;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Costs of one call, measured by JMH. Both sides run in one JVM in turn. In a JVM of its own, each measurement would need half a
 * minute until the code is compiled, since the client's code is larger.
 *
 * @param throughput calls per second of all threads
 * @param allocation bytes per call
 */
record CallCosts(double throughput, double allocation) {
    private static final int SECONDS = 3;

    /**
     * Measures a method of {@link CallBenchmark}.
     *
     * @param warmUpSeconds the time before the measurement
     */
    static CallCosts measure(String method, int threads, int warmUpSeconds) throws RunnerException {
        var result = new Runner(new OptionsBuilder()
                        .include(CallBenchmark.class.getName() + "." + method + "$")
                        .forks(0)
                        .threads(threads)
                        .warmupIterations(warmUpSeconds)
                        .measurementIterations(SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        return new CallCosts(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
