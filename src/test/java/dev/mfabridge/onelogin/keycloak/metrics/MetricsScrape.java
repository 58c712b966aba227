package dev.mfabridge.onelogin.keycloak.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Series of the code as Prometheus reads them, from a registry like Keycloak's. */
final class MetricsScrape {
    private static final Pattern LINE = Pattern.compile("^(onelogin_\\w+)\\{(.*)}", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private MetricsScrape() {}

    /**
     * Records each metric and scrapes the registry.
     *
     * @return the names of the series, each with its labels
     */
    static Map<String, Set<String>> all() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.globalRegistry.add(registry);
        try {
            for (var metric : Metric.values()) {
                record(metric);
            }
            return LINE.matcher(registry.scrape())
                    .results()
                    .collect(
                            Collectors.toMap(line -> line.group(1), line -> labels(line.group(2)), (one, same) -> one));
        } finally {
            Metrics.globalRegistry.remove(registry);
        }
    }

    private static void record(Metric metric) {
        var values = metric.labels().toArray(String[]::new);
        switch (metric) {
            case CALLS -> metric.record(Duration.ofMillis(1), "realm", values);
            case POLL_SESSIONS, CIRCUITS -> metric.gauge(() -> 1, "realm", values);
            default -> metric.increment("realm", values);
        }
    }

    private static Set<String> labels(String text) {
        return LABEL.matcher(text).results().map(label -> label.group(1)).collect(Collectors.toSet());
    }
}
