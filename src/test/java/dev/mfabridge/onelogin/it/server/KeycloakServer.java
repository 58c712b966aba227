package dev.mfabridge.onelogin.it.server;

import java.util.List;
import org.keycloak.admin.client.Keycloak;

/**
 * A Keycloak with the packaged extension in it, and the simulated OneLogin it speaks to. What uses one sees only where
 * to reach the two, so that the same tests run wherever {@link KeycloakServers} puts them: a new place is one more
 * class.
 */
public interface KeycloakServer extends AutoCloseable {

    /** Name and password of the administrator of a server that was started here. */
    String ADMIN = "admin";

    /** What it is started with, wherever it is. */
    List<String> OPTIONS = List.of(
            "--cache=local",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--log-console-color=false",
            // Sign-ins that succeed are logged below what is shown by default; those that fail, above.
            "--spi-events-listener--jboss-logging--success-level=info");

    /** So that it starts fast: it lives for minutes, on a machine that the tests need as well. */
    String JVM_FLAGS = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC";

    /**
     * Returns once Keycloak and OneLogin answer requests.
     *
     * @throws ServerFailedException when one doesn't come up; the message holds the end of its log
     */
    void start();

    /** Without a slash at the end; reachable from where the browser is. */
    String baseUrl();

    /** Where Keycloak reaches itself, as a realm that is the identity provider of another does; likewise without a slash. */
    default String urlFromItself() {
        return baseUrl();
    }

    /** Where its metrics are, without a slash at the end. */
    String managementUrl();

    /** Begins with the people of the demo. Known once the server was started. */
    SimulatorUrls oneLogin();

    /** What Keycloak has written since it was started. */
    ServerLog log();

    /** Stops both and returns when they are gone; does nothing when they aren't running. */
    @Override
    void close();

    /** A new client of the admin API; whoever asks for it closes it. */
    default Keycloak admin() {
        return Keycloak.getInstance(baseUrl(), "master", ADMIN, ADMIN, "admin-cli");
    }
}
