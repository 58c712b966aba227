package dev.mfabridge.onelogin.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Base64;
import java.util.TreeMap;

/**
 * Runs of a fuzz test. Each input has a limit of processor time, which doesn't depend on the other work of the machine.
 */
final class FuzzRun {
    /** Inputs of {@link #generated}. */
    private static final int INPUTS = 20_000;
    /** Seed of the random numbers of {@link #generated}, so that each run reads the same inputs. */
    private static final long SEED = 2026;

    private static final long LIMIT_NANOS = 2_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FuzzRun() {}

    /** Reads an input within the limit. */
    static String read(FuzzTarget target, byte[] input) {
        var start = THREADS.getCurrentThreadCpuTime();
        var outcome = target.read(input);
        var nanos = THREADS.getCurrentThreadCpuTime() - start;
        if (nanos > LIMIT_NANOS) {
            throw new AssertionError("An input of " + input.length + " bytes took " + nanos / 1_000_000 + " ms");
        }
        return outcome;
    }

    /** Reads inputs that derive from the seeds of a test class, and prints the number of each outcome. */
    static void generated(Class<?> test, FuzzTarget target) {
        var inputs = new InputGenerator(FuzzSeeds.of(test), SEED);
        var outcomes = new TreeMap<String, Integer>();
        for (int number = 0; number < INPUTS; number++) {
            var input = inputs.next();
            try {
                outcomes.merge(read(target, input), 1, Integer::sum);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "Input %d of the seed %d fails, in base 64: %s"
                                .formatted(number, SEED, Base64.getEncoder().encodeToString(input)),
                        e);
            }
        }
        System.out.println(test.getSimpleName() + ": seed " + SEED + ", outcomes " + outcomes);
    }
}
