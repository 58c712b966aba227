package dev.mfabridge.onelogin.it;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * This extension's metrics of one realm, from Keycloak's {@code /metrics}.
 *
 * @param series all series of the realm
 */
record MetricsPage(List<Series> series) {

    private static final Pattern LINE =
            Pattern.compile("^(?<name>onelogin_mfa_\\w+)\\{(?<labels>.*)} (?<value>\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /**
     * One series of a metric.
     *
     * @param labels all labels except the realm
     */
    record Series(String name, Map<String, String> labels, double value) {}

    static MetricsPage read(String managementUrl, String realm) {
        var page = new Browser().get(URI.create(managementUrl + "/metrics"));
        return new MetricsPage(LINE.matcher(page.body())
                .results()
                .map(MetricsPage::series)
                .filter(series -> realm.equals(series.labels().remove("realm")))
                .toList());
    }

    private static Series series(MatchResult line) {
        var labels = LABEL.matcher(line.group(2))
                .results()
                .collect(Collectors.toMap(
                        label -> label.group(1), label -> label.group(2), (first, second) -> first, TreeMap::new));
        return new Series(line.group(1), labels, Double.parseDouble(line.group(3)));
    }

    /**
     * Returns the value of a series.
     *
     * @param labels all labels except the realm, as {@code name=value}
     * @return 0 if the series doesn't exist yet
     */
    double value(String name, String... labels) {
        var wanted = Arrays.stream(labels)
                .map(label -> label.split("=", 2))
                .collect(Collectors.toMap(label -> label[0], label -> label[1]));
        return series.stream()
                .filter(one -> one.name().equals(name) && one.labels().equals(wanted))
                .mapToDouble(Series::value)
                .sum();
    }
}
