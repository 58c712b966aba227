package dev.mfabridge.onelogin.bench;

import java.time.Duration;

/** The server that a bench starts, as a process of its own on this machine. */
public final class BenchServer {
    /** Flags as in production. H2 keeps each long text that a query read, for 5 minutes unless told otherwise. */
    private static final String JVM_FLAGS = "-Xmx512m -Dh2.lobTimeout=1000";

    private BenchServer() {}

    /**
     * Sets the properties of the server to start.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void prepare(String[] arguments) {
        System.setProperty("keycloak.home", arguments[0]);
        System.setProperty("keycloak.provider", arguments[1]);
        System.setProperty("keycloak.jvmFlags", System.getProperty("keycloak.jvmFlags", JVM_FLAGS));
    }

    /**
     * Finds the process of the server that this program has started.
     *
     * @throws IllegalStateException if there is none
     */
    public static ProcessHandle process() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("QuarkusEntryPoint"))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This program has started no server on this machine"));
    }

    /** Returns the CPU time of a process and its threads. */
    public static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
