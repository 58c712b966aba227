package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * JVM of a server on this machine, which the JDK's {@code jcmd} examines.
 *
 * @param process the server, and not its start script
 */
public record ServerJvm(ProcessHandle process) {

    /**
     * Finds the only server that this program has started.
     *
     * @throws IllegalStateException if no server runs
     */
    public static ServerJvm ofThisProgram() {
        return ProcessHandle.current()
                .descendants()
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
