package dev.mfabridge.onelogin.it.server;

import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keycloak as a process on this machine, with the simulated OneLogin in the JVM that starts it. */
public final class LocalKeycloak implements KeycloakServer {

    private final ServerFolder folder;
    private final List<Path> providers;
    private final int simulatorPort;
    private final Traces traces;
    private final ServerNode node;
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
        this.simulatorPort = simulatorPort;
        this.traces = traces;
        node = new ServerNode(folder, "keycloak", port);
    }

    @Override
    public void start() {
        node.stopPrevious();
        var buildOptions = new ArrayList<>(List.of("--db=dev-file", "--vault=file"));
        buildOptions.addAll(traces.buildOptions());
        folder.deploy(providers, buildOptions);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop Keycloak"));
        try {
            oneLogin = Optional.of(OneLoginSimulator.startForManyTests(simulatorPort));
            node.start(options());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String baseUrl() {
        return node.baseUrl();
    }

    @Override
    public String managementUrl() {
        return node.managementUrl();
    }

    @Override
    public SimulatorUrls oneLogin() {
        var url = oneLogin.orElseThrow().baseUrl();
        return new SimulatorUrls(url, url);
    }

    @Override
    public ServerLog log() {
        return node.log();
    }

    /** Returns the time of the last start, immediately before the process: the build and the simulator's start are over. */
    public Instant launchedAt() {
        return node.launchedAt();
    }

    @Override
    public synchronized void close() {
        node.stop();
        oneLogin.ifPresent(OneLoginSimulator::close);
        oneLogin = Optional.empty();
    }

    @Override
    public void closeWithDatabase() {
        close();
        folder.deleteDatabase();
    }

    private List<String> options() {
        var options = new ArrayList<>(OPTIONS);
        options.add(NO_CLUSTER);
        options.addAll(MORE_OPTIONS);
        options.add("--vault-dir=" + folder.vault());
        options.addAll(traces.startOptions());
        return options;
    }
}
