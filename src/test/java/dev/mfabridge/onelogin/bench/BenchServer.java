package dev.mfabridge.onelogin.bench;

/** The server that a bench starts, as a process of its own on this machine. */
public final class BenchServer {
    /**
     * Flags as in production. H2 keeps each long text that a query read, for 5 minutes unless told otherwise. The JVM's compilers
     * keep their threads, so that {@link dev.mfabridge.onelogin.it.server.ServerJvm#compilerTime()} is right. A realm with all its
     * users is larger than the 10 MB that a request may have. The users of a bench fit into the node's cache of users, so that
     * their number doesn't decide which statements a login needs.
     */
    private static final String JVM_FLAGS = "-Xmx512m -Dh2.lobTimeout=1000 -XX:-UseDynamicNumberOfCompilerThreads"
            + " -Dquarkus.http.limits.max-body-size=1G -Dkc.cache-embedded-users-max-count=200000";

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
}
