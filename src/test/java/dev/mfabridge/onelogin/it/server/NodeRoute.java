package dev.mfabridge.onelogin.it.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Choice of the node for each request: by the connection, one node for all, or strictly in turn. */
final class NodeRoute {
    /** Start of the paths of the tests' realms. */
    private static final String PAGES = "/realms/it-";

    private final int nodes;
    private final List<Integer> visits = new ArrayList<>();

    /** The number of the last node for each connection, which its address identifies. */
    private final Map<InetSocketAddress, Integer> lastNodes = new ConcurrentHashMap<>();

    private int connections;
    private Way way = (connection, path) -> ofConnection(connection);

    /** Way of a request to a node. */
    @FunctionalInterface
    private interface Way {
        int to(InetSocketAddress connection, String path);
    }

    NodeRoute(int nodes) {
        this.nodes = nodes;
    }

    synchronized void byConnection() {
        change((connection, path) -> ofConnection(connection));
    }

    synchronized void only(int node) {
        change((connection, path) -> node);
    }

    synchronized void inTurn(int first) {
        change((connection, path) -> path.startsWith(PAGES) ? (first + visits.size()) % nodes : 0);
    }

    private void change(Way newWay) {
        way = newWay;
        visits.clear();
    }

    /** Returns the node of a request. */
    synchronized int choose(InetSocketAddress connection, String path) {
        return way.to(connection, path);
    }

    synchronized void answered(int node, String path) {
        if (path.startsWith(PAGES)) {
            visits.add(node);
        }
    }

    synchronized List<Integer> visits() {
        return List.copyOf(visits);
    }

    private int ofConnection(InetSocketAddress connection) {
        return lastNodes.compute(connection, (key, last) -> last == null ? connections++ % nodes : (last + 1) % nodes);
    }
}
