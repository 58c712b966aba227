package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Running cluster with the realms of populations, and what a login on it costs. */
final class MeasuredCluster implements AutoCloseable {
    static final String RATE = "Logins a second";
    static final String CPU = "CPU of all nodes, ms";

    private final KeycloakServer keycloak;
    private final LoginRealms realms;
    private final int atOnce;
    private final Map<Population, Long> logins = new HashMap<>();

    private MeasuredCluster(KeycloakServer keycloak, LoginRealms realms, int atOnce) {
        this.keycloak = keycloak;
        this.realms = realms;
        this.atOnce = atOnce;
    }

    /**
     * Starts a cluster.
     *
     * @param atOnce the number of logins at once
     */
    static MeasuredCluster start(KeycloakServer keycloak, List<Population> populations, int atOnce) {
        keycloak.start();
        ClusterCounters.prepare(keycloak);
        return new MeasuredCluster(keycloak, LoginRealms.create(keycloak, populations), atOnce);
    }

    int nodes() {
        return keycloak.nodes();
    }

    /** Returns how often each user of a population has signed in, on average for each node. */
    long loginsOfUser(Population population) {
        return logins.getOrDefault(population, 0L) / population.active() / nodes();
    }

    /**
     * Signs users in for some time, and returns the costs of a login, by name.
     *
     * @throws IllegalStateException if no login succeeds; the message contains the end of Keycloak's log
     */
    Map<String, Double> measure(Population population, Duration duration) throws InterruptedException {
        var before = ClusterCounters.read(keycloak);
        var cpuBefore = cpuMillis();
        var load = signIn(population, duration);
        var cpu = cpuMillis() - cpuBefore;
        var costs = new LinkedHashMap<String, Double>();
        costs.put(RATE, load.perSecond());
        costs.put(CPU, cpu / load.succeeded());
        costs.put("Failed logins", (double) load.failed() / load.succeeded());
        costs.putAll(ClusterCounters.read(keycloak).perLogin(before, load.succeeded()));
        return costs;
    }

    private LoadStep signIn(Population population, Duration duration) throws InterruptedException {
        var load = LoadStep.run(realms, population, Duration.ZERO, atOnce, duration);
        System.out.println("%s, %s: %s".formatted(population.title(), ClusterCosts.nodes(nodes()), load));
        if (load.succeeded() == 0) {
            throw new IllegalStateException(
                    "No login succeeded:\n" + keycloak.log().tail(40));
        }
        logins.merge(population, load.succeeded(), Long::sum);
        return load;
    }

    private double cpuMillis() {
        return IntStream.range(0, nodes())
                .mapToObj(keycloak.cluster()::jvm)
                .mapToDouble(node -> node.processorTime().toNanos() / 1e6)
                .sum();
    }

    @Override
    public void close() {
        realms.close();
        keycloak.close();
    }
}
