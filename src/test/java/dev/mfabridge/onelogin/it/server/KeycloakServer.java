package dev.mfabridge.onelogin.it.server;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * Keycloak with the packaged extension, and the simulated OneLogin that the extension calls.
 *
 * <p>A test knows only the addresses of the two, so the same tests run on every kind of server that {@link
 * KeycloakServers} knows.
 */
public interface KeycloakServer extends AutoCloseable {

    /** Username and password of the administrator of a server that the tests start. */
    String ADMIN = "admin";

    /** Number of calls to OneLogin that the server sends at once: 30, or the system property {@code keycloak.callsAtOnce}. */
    int CALLS_AT_ONCE = Integer.getInteger("keycloak.callsAtOnce", 30);

    /** Name of a lock of JUnit: two tests that use up the calls at once don't run at the same time. */
    String MANY_CALLS_AT_ONCE = "many calls at once";

    /** Options with which every server starts. */
    List<String> OPTIONS = List.of(
            "--http-enabled=true",
            "--hostname-strict=false",
            "--log-console-color=false",
            TestedVersion.option("--spi-authenticator--onelogin-mfa--max-concurrent-calls=" + CALLS_AT_ONCE),
            // The addresses of the simulator, and of accounts that the tests invent.
            TestedVersion.option("--spi-authenticator--onelogin-mfa--allowed-hosts="
                    + "*.onelogin.com,localhost:*,127.0.0.1:*,onelogin:8090,nowhere.invalid"),
            // Without the option, the log has only failed logins.
            TestedVersion.option("--spi-events-listener--jboss-logging--success-level=info"));

    /** Further options of the local server, separated by spaces: the system property {@code keycloak.options}. */
    List<String> MORE_OPTIONS = Stream.of(
                    System.getProperty("keycloak.options", "").split(" "))
            .filter(option -> !option.isEmpty())
            .toList();

    /** Option with which a server that is no node of a cluster starts. */
    String NO_CLUSTER = "--cache=local";

    /** JVM flags: the system property {@code keycloak.jvmFlags}, or flags for a fast start, since tests run for minutes only. */
    String JVM_FLAGS = System.getProperty("keycloak.jvmFlags", "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC");

    /**
     * Starts Keycloak and OneLogin, and returns when both respond to requests.
     *
     * @throws ServerFailedException if one of them doesn't start; the message contains the end of its log
     */
    void start();

    /** Returns Keycloak's address for a browser, without a slash at the end. */
    String baseUrl();

    /** Returns Keycloak's address for itself, for a realm that is an identity provider of another; without a slash at the end. */
    default String urlFromItself() {
        return baseUrl();
    }

    /** Returns the address of the management interface, without a slash at the end. */
    String managementUrl();

    /** Returns the addresses of the simulator, which starts with the users of the demo. Call it after {@link #start}. */
    SimulatorUrls oneLogin();

    /**
     * Returns the control of the nodes.
     *
     * @throws IllegalStateException if the server has only one
     */
    default Cluster cluster() {
        throw new IllegalStateException("The server has one node");
    }

    /** Returns the number of nodes. */
    default int nodes() {
        return 1;
    }

    /** Returns Keycloak's log since its start. */
    ServerLog log();

    /** Stops both and waits until they have ended. Does nothing if they aren't running. */
    @Override
    void close();

    /** Returns whether the database is of this server alone, so that {@link #closeWithDatabase} leaves nothing. */
    default boolean ownsDatabase() {
        return true;
    }

    /** Stops the server and deletes its database, if the database stays on the disk. The next start creates a new one. */
    default void closeWithDatabase() {
        close();
    }

    /** Returns a new client of the admin API, which the caller must close. */
    default Keycloak admin() {
        return administrator(ADMIN, ADMIN);
    }

    /** Returns a new client of the admin API for this administrator of the whole server. The caller closes the client. */
    default Keycloak administrator(String username, String password) {
        return Keycloak.getInstance(baseUrl(), "master", username, password, "admin-cli");
    }
}
