package dev.mfabridge.onelogin.it.server;

import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Keycloak as a process on this machine, with the simulated OneLogin in the JVM that starts it. */
public final class LocalKeycloak implements KeycloakServer {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final ServerFolder folder;
    private final List<Path> providers;
    private final int port;
    private final int managementPort = freePort();
    private final int simulatorPort;
    private final Traces traces;
    private final Thread hook = new Thread(this::close, "stop Keycloak");
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Optional<ServerProcess> running = Optional.empty();
    private Optional<OneLoginSimulator> oneLogin = Optional.empty();

    /**
     * Prepares the server without starting it.
     *
     * @param port 0 for any free port
     * @param simulatorPort 0 for any free port
     */
    LocalKeycloak(ServerFolder folder, List<Path> providers, int port, int simulatorPort, Traces traces) {
        this.folder = folder;
        this.providers = List.copyOf(providers);
        this.port = port == 0 ? freePort() : port;
        this.simulatorPort = simulatorPort;
        this.traces = traces;
    }

    @Override
    public void start() {
        ServerProcess.stopPrevious(folder.pidFile());
        folder.deploy(providers, traces);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            oneLogin = Optional.of(OneLoginSimulator.startForManyTests(simulatorPort));
            var process = new ServerProcess(folder.run(options()), folder.pidFile());
            running = Optional.of(process);
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

    @Override
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    @Override
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    @Override
    public SimulatorUrls oneLogin() {
        var url = oneLogin.orElseThrow().baseUrl();
        return new SimulatorUrls(url, url);
    }

    @Override
    public ServerLog log() {
        return folder.log();
    }

    @Override
    public synchronized void close() {
        running.ifPresent(ServerProcess::stop);
        running = Optional.empty();
        oneLogin.ifPresent(OneLoginSimulator::close);
        oneLogin = Optional.empty();
    }

    private List<String> options() {
        var options = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort));
        options.addAll(OPTIONS);
        options.addAll(traces.startOptions());
        return options;
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
        var message = "Keycloak " + failure + ". The end of " + log().place() + ":\n" + log().tail(40);
        close();
        return new ServerFailedException(message);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerFailedException("No port is free", e);
        }
    }
}
