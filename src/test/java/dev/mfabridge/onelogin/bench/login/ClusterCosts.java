package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Costs of logins of several kinds on clusters of several sizes, round by round. The first kind and size are the base of ratios. */
final class ClusterCosts {
    private static final String NUMBER = "%.2f";

    private final Map<ClusterLogin, Map<String, List<Double>>> values = new LinkedHashMap<>();

    /** Logins of one kind on a cluster with this number of nodes. */
    private record ClusterLogin(LoginKind kind, int nodes) {
        @Override
        public String toString() {
            return kind + ", " + ClusterCosts.nodes(nodes);
        }
    }

    static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    /** Adds the costs of the next round, by name. */
    void add(LoginKind kind, int nodes, Map<String, Double> costs) {
        var load = values.computeIfAbsent(new ClusterLogin(kind, nodes), key -> new LinkedHashMap<>());
        costs.forEach((name, cost) ->
                load.computeIfAbsent(name, key -> new ArrayList<>()).add(cost));
    }

    /** Returns a Markdown table of the medians, with the smallest and the largest value. A cost that is always 0 is left out. */
    String table() {
        var table = new StringBuilder(row("For a login", values.keySet().stream()))
                .append("|---".repeat(1 + values.size()))
                .append("|\n");
        values.values().stream()
                .flatMap(costs -> costs.keySet().stream())
                .distinct()
                .filter(name ->
                        values.keySet().stream().anyMatch(load -> of(load, name).max() > 0))
                .forEach(name -> table.append(row(
                        name,
                        values.keySet().stream().map(load -> of(load, name).text(NUMBER)))));
        return table.toString();
    }

    /** Returns a Markdown table of the ratios of a cost. */
    String ratioTable(String name) {
        var table = new StringBuilder("| %s | Ratio (from to) |\n|---|---|\n".formatted(name));
        Stream.of(toFirstKind(name), toFirstSize(name))
                .flatMap(ratios -> ratios.entrySet().stream())
                .forEach(ratio -> table.append(
                        row(ratio.getKey(), Stream.of(ratio.getValue().text(NUMBER)))));
        return table.toString();
    }

    /** Returns the ratios of a cost to that of the first kind on the same cluster, by name of the login and the cluster. */
    Map<String, Spread> toFirstKind(String name) {
        var first = values.keySet().iterator().next().kind();
        var ratios = new LinkedHashMap<String, Spread>();
        values.keySet().stream()
                .filter(load -> load.kind() != first)
                .forEach(load ->
                        ratios.put(load + " / " + first, ratio(load, new ClusterLogin(first, load.nodes()), name)));
        return ratios;
    }

    /** Returns the ratios of a cost to that of the same kind on the first cluster, by name of the login and the clusters. */
    Map<String, Spread> toFirstSize(String name) {
        var first = values.keySet().iterator().next().nodes();
        var ratios = new LinkedHashMap<String, Spread>();
        values.keySet().stream()
                .filter(load -> load.nodes() != first)
                .forEach(load -> ratios.put(
                        load + " / " + nodes(first), ratio(load, new ClusterLogin(load.kind(), first), name)));
        return ratios;
    }

    private Spread ratio(ClusterLogin load, ClusterLogin base, String name) {
        return Spread.ofRatios(values.get(load).get(name), values.get(base).get(name));
    }

    private Spread of(ClusterLogin load, String name) {
        return new Spread(values.get(load).getOrDefault(name, List.of(0.0)));
    }

    private static String row(String name, Stream<?> cells) {
        return cells.map(Object::toString).collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
    }
}
