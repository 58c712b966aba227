package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * JVM of a server on this machine, which the JDK's {@code jcmd} examines.
 *
 * @param process the server, and not its start script
 */
public record ServerJvm(ProcessHandle process) {
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    /** Unit of the times in {@code /proc}, which is the same on all common machines with Linux. */
    private static final long TICKS_PER_SECOND = 100;

    /**
     * Finds the only server that this program has started.
     *
     * @throws IllegalStateException if no server runs
     */
    public static ServerJvm ofThisProgram() {
        return among(ProcessHandle.current().descendants());
    }

    /**
     * Finds the only server among these processes.
     *
     * @throws IllegalStateException if there is none
     */
    static ServerJvm among(Stream<ProcessHandle> processes) {
        return processes
                .filter(process -> process.info().commandLine().orElse("").contains("QuarkusEntryPoint"))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .map(ServerJvm::new)
                .orElseThrow(() -> new IllegalStateException("This program has started no server on this machine"));
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the processor time of all threads since the start. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /**
     * Returns the processor time of the JVM's compilers since the start. A server that runs for an hour has compiled nearly
     * everything, and a short measurement hasn't. A compiler thread that ends takes its time with it, unless the server runs
     * with {@code -XX:-UseDynamicNumberOfCompilerThreads}.
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
     */
    public Duration compilerTime() {
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return Duration.ofSeconds(1)
                    .multipliedBy(threads.mapToLong(ServerJvm::compilerTicks).sum())
                    .dividedBy(TICKS_PER_SECOND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long compilerTicks(Path thread) {
        try {
            var line = Files.readString(thread.resolve("stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return COMPILER.matcher(line).find() ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
        } catch (IOException e) {
            // The thread has ended in the meantime.
            return 0;
        }
    }

    /** Returns the processor time since the start without that of the JVM's compilers, which work less and less over time. */
    public Duration timeWithoutCompilers() {
        return processorTime().minus(compilerTime());
    }

    /**
     * Returns the output of a diagnostic command, such as {@code GC.run}.
     *
     * @throws IllegalStateException if the command fails
     */
    public String jcmd(String command) throws InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var started = new ProcessBuilder(jcmd, Long.toString(pid()), command)
                    .redirectErrorStream(true)
                    .start();
            var output = new String(started.getInputStream().readAllBytes());
            if (started.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
