package dev.mfabridge.onelogin.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Queries of the dashboard and the alert rules, which may only use existing series. */
class MonitoringFilesTest {
    private static final Map<String, Set<String>> SERIES_LABELS = MetricsScrape.all();
    private static final Pattern SERIES = Pattern.compile("(onelogin_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\b(?:outcome|factor)(?:=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

    @Test
    @DisplayName("The dashboard queries only existing series and shows every metric")
    void dashboardQueriesExistAndShowEveryMetric() throws IOException {
        var dashboard = new ObjectMapper()
                .readTree(Path.of("docs/reference/monitoring/grafana-dashboard.json")
                        .toFile());
        var queries = dashboard.path("panels").findValuesAsText("expr");

        assertThat(queries).isNotEmpty().allSatisfy(MonitoringFilesTest::assertQueriesExist);
        assertThat(dashboard.path("templating").findValuesAsText("definition"))
                .isNotEmpty()
                .allSatisfy(MonitoringFilesTest::assertQueriesExist);
        assertThat(Arrays.stream(Metric.values()).map(metric -> metric.id().replace('.', '_')))
                .allSatisfy(metric -> assertThat(queries).anyMatch(query -> query.contains(metric)));
    }

    @Test
    @DisplayName("The panels of the dashboard have distinct ids and positions")
    void dashboardPanelsAreDistinct() throws IOException {
        var panels = new ObjectMapper()
                .readTree(Path.of("docs/reference/monitoring/grafana-dashboard.json")
                        .toFile())
                .path("panels");

        assertThat(panels.findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(panels.findValues("gridPos")).doesNotHaveDuplicates().hasSize(panels.size());
    }

    @Test
    @DisplayName("The alerts query only existing series and say what to do")
    void alertsQueryExistingSeriesAndHaveInstructions() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(Path.of("docs/reference/monitoring/alerts.yaml")));
        var rules = file.get("groups").get(0).get("rules");

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertQueriesExist(String.valueOf(rule.get("expr")));
            assertThat(rule).containsKeys("alert", "labels");
            assertThat(String.valueOf(rule.get("annotations"))).contains("summary=", "description=");
        });
        assertThat(rules).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("The docs list every label value that the dashboard and the alerts query")
    void queriedLabelValuesAreInTheDocs() throws IOException {
        var docs = Files.readString(Path.of("docs/reference/metrics.md"));
        for (var file : List.of("grafana-dashboard.json", "alerts.yaml")) {
            var values = VALUE.matcher(Files.readString(Path.of("docs/reference/monitoring", file))
                            .replace("\\", ""))
                    .results()
                    .flatMap(value -> Arrays.stream(value.group(1).split("\\|")));

            assertThat(values).isNotEmpty().allSatisfy(value -> assertThat(docs).contains("`" + value + "`"));
        }
    }

    private static void assertQueriesExist(String query) {
        var queried = SERIES.matcher(query).results().toList();
        assertThat(queried).isNotEmpty();
        for (var series : queried) {
            assertThat(SERIES_LABELS).containsKey(series.group(1));
            var labels = LABEL.matcher(series.group(2) == null ? "" : series.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .toList();
            assertThat(SERIES_LABELS.get(series.group(1))).containsAll(labels);
            assertThat(SERIES_LABELS.get(series.group(1))).containsAll(groupings(query));
        }
    }

    private static Set<String> groupings(String query) {
        return GROUPING.matcher(query)
                .results()
                .flatMap(by -> Arrays.stream(by.group(1).split(", ")))
                .collect(Collectors.toSet());
    }
}
