package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Control of the nodes, their load balancer and their database, for tests that run alone. Nodes are numbered from 0. A test leaves
 * all nodes and the database running, and {@link #balance} as the way of requests.
 */
public interface Cluster {

    /** Sends each request to the other node than the connection's request before, as at the start. */
    void balance();

    /** Sends all requests to this node, or to the other one if nothing listens at this one. */
    void sendTo(int node);

    /**
     * Sends each request to a page of the tests' realms to the other node than the one before, whatever the connection. All other
     * requests go to the first node.
     *
     * @param first the node of the first request
     */
    void alternate(int first);

    /** Returns the nodes that answered requests to pages of the tests' realms since the last change of the way, in order. */
    List<Integer> visits();

    /** Returns the address of one node, without the load balancer. */
    String nodeUrl(int node);

    /** Returns the management interface of one node. */
    String managementUrl(int node);

    /** Returns the JVM of a running node. */
    ServerJvm jvm(int node);

    /** Ends a node at once (SIGKILL). */
    void kill(int node);

    /** Stops a node as an operator does, so that it leaves the cluster first. */
    void stop(int node);

    /**
     * Starts a node, and returns when it responds.
     *
     * @param more options in place of those of the other nodes, or beside them
     */
    void start(int node, String... more);

    /**
     * Starts a node with another jar of the extension, and returns when it responds.
     *
     * @param provider the jar, with the same name and the same classes as the nodes' own
     */
    void startWith(int node, Path provider);

    /** Stops the database, and ends its connections. */
    void stopDatabase();

    /** Starts the database with the data of before. */
    void startDatabase();

    /**
     * Runs a statement in the database.
     *
     * @return the rows, one a line, with {@code |} between the columns
     * @throws ServerFailedException if the statement fails
     */
    String query(String sql);
}
