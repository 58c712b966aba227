package dev.mfabridge.onelogin.it.server;

import dev.mfabridge.onelogin.simulator.OneLoginSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Nodes of Keycloak on this machine, with PostgreSQL and a {@link LoadBalancer}. The nodes find each other through
 * the database, as Keycloak's default ({@code jdbc-ping}) does.
 */
final class ClusterKeycloak implements KeycloakServer, Cluster {

    private static final List<String> BUILD_OPTIONS = List.of("--db=postgres");

    /** Time that a line of another node's log can come later than one of the first. */
    private static final Duration LOG_LAG = Duration.ofMillis(200);

    /** Heap of each node. The whole process takes about 300 MB more. */
    private static final Map<String, String> HEAP = Map.of("JAVA_OPTS_KC_HEAP", "-Xmx512m");

    private final ServerFolder folder;
    private final List<Path> providers;
    private final PostgresServer database;
    private final List<ServerNode> nodes;
    private final int firstPort;
    private final LoadBalancer balancer;
    private final ServerLog log;
    private final Thread hook = new Thread(this::close, "stop the cluster");
    private Optional<OneLoginSimulator> oneLogin = Optional.empty();

    /**
     * Prepares the nodes without starting them.
     *
     * @param count the number of nodes
     * @param firstPort the lowest port of the nodes among themselves, from which on each node has ten; JGroups adds 50,000 for the
     *     port of its failure detection
     */
    ClusterKeycloak(ServerFolder folder, List<Path> providers, PostgresServer database, int count, int firstPort) {
        this.folder = folder;
        this.providers = List.copyOf(providers);
        this.database = database;
        this.firstPort = firstPort;
        nodes = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ServerNode(folder, "node-" + number, 0, HEAP))
                .toList();
        balancer = new LoadBalancer(nodes.stream().map(ServerNode::baseUrl).toList());
        log = new ServerLog("the logs of all nodes", new MergedLines()::read, LOG_LAG);
    }

    @Override
    public void start() {
        nodes.forEach(ServerNode::stopPrevious);
        folder.deploy(providers, BUILD_OPTIONS);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            database.start();
            oneLogin = Optional.of(OneLoginSimulator.startForManyTests(0));
            // The first node creates the database's tables.
            for (var number = 0; number < nodes.size(); number++) {
                start(number);
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

    @Override
    public Cluster cluster() {
        return this;
    }

    @Override
    public void balance() {
        balancer.route().byConnection();
    }

    @Override
    public void sendTo(int node) {
        balancer.route().only(node);
    }

    @Override
    public void alternate(int first) {
        balancer.route().inTurn(first);
    }

    @Override
    public List<Integer> visits() {
        return balancer.route().visits();
    }

    @Override
    public String nodeUrl(int node) {
        return nodes.get(node).baseUrl();
    }

    @Override
    public String managementUrl(int node) {
        return nodes.get(node).managementUrl();
    }

    @Override
    public ServerJvm jvm(int node) {
        return nodes.get(node).jvm();
    }

    @Override
    public void kill(int node) {
        nodes.get(node).kill();
    }

    @Override
    public void stop(int node) {
        nodes.get(node).stop();
    }

    @Override
    public void start(int node, String... more) {
        nodes.get(node).start(options(node, more));
    }

    @Override
    public void startWith(int node, Path provider) {
        var other = folder.copy("other-version");
        other.deploy(List.of(provider), BUILD_OPTIONS);
        nodes.get(node).start(other, options(node));
    }

    @Override
    public void stopDatabase() {
        database.pause();
    }

    @Override
    public void startDatabase() {
        database.resume();
    }

    @Override
    public String query(String sql) {
        return database.query(sql);
    }

    /** Returns the lines of all nodes: a mark counts the lines of all, in the order in which they were seen. */
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

    private List<String> options(int node, String... more) {
        var options = new ArrayList<>(OPTIONS);
        options.addAll(database.options());
        options.addAll(List.of(
                "--cache=ispn",
                "--cache-stack=jdbc-ping",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + (firstPort + 10 * node)));
        for (var changed : more) {
            var name = changed.substring(0, changed.indexOf('=') + 1);
            options.removeIf(option -> option.startsWith(name));
            options.add(changed);
        }
        return options;
    }

    /** Lines of all nodes in the order of their discovery, so that a mark stays true when any node writes. */
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
