package dev.mfabridge.onelogin.it.server;

import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two nodes of Keycloak on this machine, with PostgreSQL and a {@link LoadBalancer}. The nodes find each other through
 * the database, as Keycloak's default ({@code jdbc-ping}) does.
 */
final class ClusterKeycloak implements KeycloakServer {

    /** Lowest port of the nodes among themselves. JGroups adds 50,000 for the port of its failure detection. */
    private static final int FIRST_CLUSTER_PORT = 7800;

    /** Time that a line of the second node's log can come later than one of the first. */
    private static final Duration LOG_LAG = Duration.ofMillis(200);

    private final ServerFolder folder;
    private final List<Path> providers;
    private final PostgresServer database;
    private final List<ServerNode> nodes;
    private final LoadBalancer balancer;
    private final ServerLog log;
    private final Thread hook = new Thread(this::close, "stop the cluster");
    private Optional<OneLoginSimulator> oneLogin = Optional.empty();

    ClusterKeycloak(ServerFolder folder, List<Path> providers, PostgresServer database) {
        this.folder = folder;
        this.providers = List.copyOf(providers);
        this.database = database;
        nodes = List.of(new ServerNode(folder, "node-1", 0), new ServerNode(folder, "node-2", 0));
        balancer = new LoadBalancer(nodes.stream().map(ServerNode::baseUrl).toList());
        log = new ServerLog("the logs of both nodes", new MergedLines()::read, LOG_LAG);
    }

    @Override
    public void start() {
        nodes.forEach(ServerNode::stopPrevious);
        folder.deploy(providers, List.of("--db=postgres"));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            database.start();
            oneLogin = Optional.of(OneLoginSimulator.startForManyTests(0));
            // The first node creates the database's tables.
            for (var number = 0; number < nodes.size(); number++) {
                nodes.get(number).start(options(FIRST_CLUSTER_PORT + 10 * number));
            }
            balancer.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String baseUrl() {
        return balancer.baseUrl();
    }

    /** Returns the management interface of the first node, which knows nothing of the other one's metrics. */
    @Override
    public String managementUrl() {
        return nodes.get(0).managementUrl();
    }

    @Override
    public SimulatorUrls oneLogin() {
        var url = oneLogin.orElseThrow().baseUrl();
        return new SimulatorUrls(url, url);
    }

    @Override
    public int nodes() {
        return nodes.size();
    }

    /** Returns the lines of both nodes: a mark counts the lines of both, in the order in which they were seen. */
    @Override
    public ServerLog log() {
        return log;
    }

    @Override
    public synchronized void close() {
        balancer.close();
        nodes.forEach(ServerNode::stop);
        database.close();
        oneLogin.ifPresent(OneLoginSimulator::close);
        oneLogin = Optional.empty();
    }

    private List<String> options(int clusterPort) {
        var options = new ArrayList<>(OPTIONS);
        options.addAll(database.options());
        options.addAll(List.of(
                "--cache=ispn",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + clusterPort));
        return options;
    }

    /** Lines of both nodes in the order of their discovery, so that a mark stays true when either node writes. */
    private final class MergedLines {
        private final List<String> merged = new ArrayList<>();
        private final int[] seen = new int[nodes.size()];

        private synchronized List<String> read() {
            for (var number = 0; number < seen.length; number++) {
                var lines = nodes.get(number).log().since(seen[number]);
                seen[number] += lines.size();
                merged.addAll(lines);
            }
            return List.copyOf(merged);
        }
    }
}
