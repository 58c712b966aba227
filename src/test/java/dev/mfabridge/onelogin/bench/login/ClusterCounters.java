package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.ServerProbe;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the nodes of a cluster and their database have counted since their start, summed over the nodes.
 *
 * <p>The names of JGroups' metrics are those of Keycloak 26.7. Keycloak documents them as subject to change.
 *
 * @param values the counts by name, in the order of a table
 */
record ClusterCounters(Map<String, Double> values) {

    /** Statement for {@link #prepare}, as the view exists only in a database that asks for it. */
    private static final String CREATE_VIEW = "CREATE EXTENSION IF NOT EXISTS pg_stat_statements";

    /**
     * Statement for all statements, those that write, and transactions. PostgreSQL 15 counts each BEGIN, but not each COMMIT of a
     * prepared statement.
     */
    private static final String STATEMENTS = """
            SELECT sum(calls) FILTER (WHERE query ~* '^\\s*(select|with|insert|update|delete)'),
                sum(calls) FILTER (WHERE query ~* '^\\s*(insert|update|delete)'),
                sum(calls) FILTER (WHERE query = 'BEGIN')
            FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'
            """;

    /** Prepares the database of a cluster for {@link #read}. */
    static void prepare(KeycloakServer keycloak) {
        keycloak.cluster().query(CREATE_VIEW);
    }

    static ClusterCounters read(KeycloakServer keycloak) throws InterruptedException {
        var counters = new ClusterCounters(new LinkedHashMap<>());
        var database = keycloak.cluster().query(STATEMENTS).split("\\|");
        counters.add("Database statements", Double.parseDouble(database[0]));
        counters.add("Database statements that write", Double.parseDouble(database[1]));
        counters.add("Database transactions", Double.parseDouble(database[2]));
        for (var node = 0; node < keycloak.nodes(); node++) {
            counters.addMetrics(
                    ServerProbe.metrics(URI.create(keycloak.cluster().managementUrl(node) + "/metrics")));
        }
        return counters;
    }

    private void addMetrics(String page) {
        add("Messages between the nodes", ServerProbe.sum(page, "vendor_jgroups_tcp_get_num_msgs_sent"));
        add("kB between the nodes", ServerProbe.sum(page, "vendor_jgroups_tcp_get_num_bytes_sent") / 1e3);
        add(
                "Waits for the other node's answer",
                ServerProbe.sum(page, "vendor_jgroups_stats_sync_requests_seconds_count"));
        add("Time of these waits, ms", 1e3 * ServerProbe.sum(page, "vendor_jgroups_stats_sync_requests_seconds_sum"));
        // These count at the node of the request alone, whichever nodes have the entry.
        addByCache("Cache writes", page, "vendor_statistics_stores");
        addByCache("Cache removals", page, "vendor_statistics_remove_hits");
        addByCache("Requests to the other node", page, "vendor_rpc_manager_replication_count");
    }

    /** Adds the counts of the caches of the whole cluster, and their sum. */
    private void addByCache(String name, String page, String series) {
        var counts = ServerProbe.byCache(page, series);
        counts.keySet().retainAll(LoggedOperations.CLUSTER);
        add(name, counts.values().stream().mapToDouble(count -> count).sum());
        counts.forEach((cache, count) -> add(name + ": " + cache, count));
    }

    private void add(String name, double count) {
        values.merge(name, count, Double::sum);
    }

    /** Returns what was counted since an earlier reading, for each login. */
    Map<String, Double> perLogin(ClusterCounters before, long logins) {
        var costs = new LinkedHashMap<String, Double>();
        values.forEach((name, count) -> costs.put(name, (count - before.values.getOrDefault(name, 0.0)) / logins));
        return costs;
    }
}
