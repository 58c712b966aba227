package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.RatioPlot;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Program that measures what a login costs on one node and on two nodes with PostgreSQL: CPU of all nodes, database statements, cache
 * writes, and messages between the nodes. Both clusters run all the time, and each round has all kinds of logins on both in turn. The
 * requests of a login go to either node.
 *
 * <p>Keycloak removes expired entries of caches about once a minute, whatever kind of login wrote them. So the median has no
 * expiration, and the largest value has that of many logins.
 *
 * <p>The nodes, the database, the simulated OneLogin and the browsers share the processors of one machine. So two nodes don't do twice
 * as many logins a second as one. The main figure is therefore the CPU of a login, and how much more of it two nodes need than one.
 * The CPU grows with the requests to the other node, which the table has by cache. If logins waited for each other over the cluster,
 * each wait for an answer would take longer than with Keycloak's own OTP form.
 */
public final class ClusterLoad {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("seconds", 5));

    /** Logins of each user for each node before the rounds: the first one stores what is missing, and the second one fills the caches. */
    private static final int WARM_UP = Integer.getInteger("warmUp", 2);

    private static final int AT_ONCE = Integer.getInteger("atOnce", 8);

    /** A user of Keycloak's OTP form may sign in once in 30 seconds, and each kind has a sixth of the time. */
    private static final int USERS = Integer.getInteger("users", 500);

    private static final List<Population> POPULATIONS = Stream.of(LoginKind.OTP, LoginKind.APP, LoginKind.SMS)
            .map(kind -> Population.of(kind, USERS))
            .toList();

    private ClusterLoad() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        // The load balancer keeps the browser's header.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        BenchServer.prepare(arguments);
        var clusters = new ArrayList<MeasuredCluster>();
        try {
            for (var keycloak : KeycloakServers.measured(List.of(1, 2))) {
                clusters.add(MeasuredCluster.start(keycloak, POPULATIONS, AT_ONCE));
            }
            report(measure(clusters));
        } finally {
            clusters.forEach(MeasuredCluster::close);
        }
        System.exit(0);
    }

    private static ClusterCosts measure(List<MeasuredCluster> clusters) throws InterruptedException {
        while (warmUp(clusters)) {
            System.out.println("warming up");
        }
        var costs = new ClusterCosts();
        for (var round = 1; round <= ROUNDS; round++) {
            for (var cluster : clusters) {
                for (var population : POPULATIONS) {
                    costs.add(population.kind(), cluster.nodes(), cluster.measure(population, STEP));
                }
            }
            System.out.println("round " + round + " of " + ROUNDS);
        }
        return costs;
    }

    /** Returns whether there were logins to do. */
    private static boolean warmUp(List<MeasuredCluster> clusters) throws InterruptedException {
        var hasSignedIn = false;
        for (var cluster : clusters) {
            for (var population : POPULATIONS) {
                if (cluster.loginsOfUser(population) < WARM_UP) {
                    cluster.measure(population, STEP);
                    hasSignedIn = true;
                }
            }
        }
        return hasSignedIn;
    }

    private static void report(ClusterCosts costs) throws IOException {
        System.out.println("\n" + costs.table());
        System.out.println(costs.ratioTable(MeasuredCluster.CPU));
        System.out.println(costs.ratioTable(MeasuredCluster.RATE));
        RatioPlot.save(
                Path.of("target", "bench-cluster-kinds.svg"),
                "CPU of a login / CPU with Keycloak's OTP form on as many nodes",
                costs.toFirstKind(MeasuredCluster.CPU),
                load -> 1);
        var growth = costs.toFirstSize(MeasuredCluster.CPU);
        var ofOtp = growth.values().iterator().next().median();
        RatioPlot.save(
                Path.of("target", "bench-cluster-nodes.svg"),
                "CPU of a login on two nodes / CPU on one; the mark is the OTP form",
                growth,
                load -> ofOtp);
    }
}
