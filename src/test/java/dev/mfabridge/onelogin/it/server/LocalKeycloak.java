package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Keycloak as a process on this machine, from its own distribution. */
public final class LocalKeycloak implements KeycloakServer {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final ServerFolder folder;
    private final List<Path> providers;
    private final int port;
    private final Thread hook = new Thread(this::close, "stop Keycloak");
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Optional<ServerProcess> running = Optional.empty();

    /** @param port 0 for any that is free */
    LocalKeycloak(ServerFolder folder, List<Path> providers, int port) {
        this.folder = folder;
        this.providers = List.copyOf(providers);
        this.port = port == 0 ? freePort() : port;
    }

    @Override
    public void start() {
        ServerProcess.stopLeftover(folder.pidFile());
        folder.deploy(providers);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var process = new ServerProcess(folder.run(options()), folder.pidFile());
            running = Optional.of(process);
            Awaitility.await()
                    .atMost(STARTS_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || answers());
            if (!process.isAlive()) {
                throw failed("stopped while it was starting");
            }
        } catch (ConditionTimeoutException e) {
            throw failed("did not answer within " + STARTS_WITHIN.toSeconds() + " s");
        } catch (IOException e) {
            throw new ServerFailedException("Keycloak can't be run from " + folder.home(), e);
        }
    }

    @Override
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    @Override
    public ServerLog log() {
        return folder.log();
    }

    @Override
    public synchronized void close() {
        running.ifPresent(ServerProcess::stop);
        running = Optional.empty();
    }

    private List<String> options() {
        return List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false",
                "--log-console-color=false",
                // Sign-ins that succeed are logged below what is shown by default; those that fail, above.
                "--spi-events-listener--jboss-logging--success-level=info");
    }

    private boolean answers() {
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

    private ServerFailedException failed(String what) {
        var message = "Keycloak " + what + ". The end of " + log().place() + ":\n" + log().tail(40);
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
