package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One process of Keycloak on this machine: the only server, or a node of a cluster. */
final class ServerNode {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final ServerFolder folder;
    private final String name;
    private final int port;
    private final int managementPort = FreePorts.next();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, String> environment;
    private Optional<ServerProcess> running = Optional.empty();
    private Instant launchedAt = Instant.EPOCH;
    private boolean ranBefore;

    /**
     * Prepares the process without starting it.
     *
     * @param name the name of its files
     * @param port 0 for any free port
     */
    ServerNode(ServerFolder folder, String name, int port) {
        this(folder, name, port, Map.of());
    }

    /** @param environment further environment variables of the process */
    ServerNode(ServerFolder folder, String name, int port, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.name = name;
        this.port = port == 0 ? FreePorts.next() : port;
    }

    /** Stops the process of a killed run. */
    void stopPrevious() {
        ServerProcess.stopPrevious(folder.pidFile(name));
    }

    /**
     * Starts the built server, and returns when it responds.
     *
     * @throws ServerFailedException if the server doesn't start; the message contains the end of its log
     */
    void start(List<String> options) {
        start(folder, options);
    }

    /** Starts the node from another folder, with the same name, ports and log. */
    void start(ServerFolder from, List<String> options) {
        var arguments = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort));
        arguments.addAll(options);
        launchedAt = Instant.now();
        try {
            var process = new ServerProcess(
                    from.run(arguments, environment, folder.logFile(name), ranBefore), folder.pidFile(name));
            running = Optional.of(process);
            ranBefore = true;
            Awaitility.await()
                    .atMost(STARTS_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || responds());
            if (!process.isAlive()) {
                throw failed("stopped during its start");
            }
        } catch (ConditionTimeoutException e) {
            throw failed("did not respond within " + STARTS_WITHIN.toSeconds() + " s");
        } catch (IOException e) {
            throw new ServerFailedException("Keycloak can't be run from " + folder.home(), e);
        }
    }

    String baseUrl() {
        return "http://localhost:" + port;
    }

    String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    ServerLog log() {
        return folder.log(name);
    }

    /** Returns the time of the last start, immediately before the process. */
    Instant launchedAt() {
        return launchedAt;
    }

    /** Returns the JVM of the running server. */
    ServerJvm jvm() {
        return running.orElseThrow().jvm();
    }

    void stop() {
        running.ifPresent(ServerProcess::stop);
        running = Optional.empty();
    }

    /** Ends the process at once (SIGKILL). */
    void kill() {
        running.ifPresent(ServerProcess::kill);
        running = Optional.empty();
    }

    private boolean responds() {
        var request = HttpRequest.newBuilder(URI.create(baseUrl() + "/realms/master"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ServerFailedException failed(String failure) {
        return new ServerFailedException(
                "Keycloak " + failure + ". The end of " + log().place() + ":\n" + log().tail(40));
    }
}
