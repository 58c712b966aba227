package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A Keycloak that somebody else started and will stop, such as the demo's in containers. Its administrator is {@link
 * KeycloakServer#ADMIN}, it speaks HTTP, and it logs sign-ins that succeed at level info, as {@link
 * KeycloakServer#OPTIONS} has it.
 *
 * @param baseUrl without a slash at the end
 * @param managementUrl likewise
 * @param logFile where what it writes is collected
 */
record RunningKeycloak(String baseUrl, String managementUrl, SimulatorUrls oneLogin, Path logFile)
        implements KeycloakServer {

    /** Whoever follows a container's log looks once a second. */
    private static final Duration LOG_LAG = Duration.ofSeconds(2);

    @Override
    public void start() {
        // It runs.
    }

    @Override
    public ServerLog log() {
        return ServerLog.of(logFile, LOG_LAG);
    }

    @Override
    public void close() {
        // Whoever started it stops it.
    }
}
