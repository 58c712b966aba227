package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Keycloak that the tests neither start nor stop, such as the demo's containers.
 *
 * <p>The administrator is {@link KeycloakServer#ADMIN}. The server uses HTTP and logs successful logins at level info,
 * see {@link KeycloakServer#OPTIONS}.
 *
 * @param baseUrl without a slash at the end
 * @param managementUrl without a slash at the end
 * @param logFile the file with the server's log
 * @param nodes the number of nodes, whose log is in the same file
 */
record RunningKeycloak(String baseUrl, String managementUrl, SimulatorUrls oneLogin, Path logFile, int nodes)
        implements KeycloakServer {

    /** Delay of the log, since a container's log is copied once a second. */
    private static final Duration LOG_LAG = Duration.ofSeconds(2);

    @Override
    public void start() {
        // The server is already running.
    }

    @Override
    public ServerLog log() {
        return ServerLog.of(logFile, LOG_LAG);
    }

    @Override
    public boolean ownsDatabase() {
        return false;
    }

    @Override
    public void close() {
        // The tests did not start the server.
    }
}
