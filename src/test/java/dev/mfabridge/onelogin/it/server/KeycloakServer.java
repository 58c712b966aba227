package dev.mfabridge.onelogin.it.server;

import org.keycloak.admin.client.Keycloak;

/**
 * A Keycloak with the packaged extension in it. What uses one sees only where to reach it, so that the same tests run
 * wherever {@link KeycloakServers} puts it.
 */
public interface KeycloakServer extends AutoCloseable {

    /** Name and password of the administrator of a server that was started here. */
    String ADMIN = "admin";

    /**
     * Returns once the server answers requests.
     *
     * @throws ServerFailedException when it doesn't come up; the message holds the end of its log
     */
    void start();

    /** Without a slash at the end; reachable from where the browser is. */
    String baseUrl();

    /** What the server has written since it was started. */
    ServerLog log();

    /** Stops the server and returns when it is gone; does nothing when it isn't running. */
    @Override
    void close();

    /** A new client of the admin API; whoever asks for it closes it. */
    default Keycloak admin() {
        return Keycloak.getInstance(baseUrl(), "master", ADMIN, ADMIN, "admin-cli");
    }
}
