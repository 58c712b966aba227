package dev.mfabridge.onelogin.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.client.http.OneLoginCircuitBreaker;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of the tables of metrics in the docs with the metrics of the code. */
class MetricsTableTest {
    private static final String PAGE = "reference/metrics.md";

    @Test
    @DisplayName("The docs list every series with its labels")
    void docsListEverySeriesWithItsLabels() throws IOException {
        var rows = DocsTable.rows(PAGE, "`onelogin_mfa_").stream()
                .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> {
                    var labels = codes(row.get(1));
                    labels.add("realm");
                    return labels;
                }));

        assertThat(rows).isEqualTo(MetricsScrape.all());
    }

    @Test
    @DisplayName("The docs list every factor type")
    void docsListEveryFactorType() throws IOException {
        assertThat(values("Factors"))
                .isEqualTo(names(Stream.concat(
                        Arrays.stream(FactorType.values())
                                .filter(type -> type != FactorType.OTHER)
                                .map(Enum::name),
                        Stream.of("none"))));
    }

    @Test
    @DisplayName("The docs list every outcome of a call")
    void docsListEveryOutcomeOfACall() throws IOException {
        assertThat(values("Outcomes of calls and token renewals"))
                .isEqualTo(names(Arrays.stream(CallOutcome.values()).map(Enum::name)));
    }

    @Test
    @DisplayName("The docs list every state of the circuit breaker")
    void docsListEveryStateOfTheCircuitBreaker() throws IOException {
        assertThat(values("States of the circuit breaker"))
                .isEqualTo(names(Arrays.stream(OneLoginCircuitBreaker.BreakerState.values())
                        .map(Enum::name)));
    }

    @Test
    @DisplayName("The docs list every outcome of a login")
    void docsListEveryOutcomeOfALogin() throws IOException {
        assertThat(values("Outcomes of logins"))
                .isEqualTo(Arrays.stream(LoginResult.values())
                        .flatMap(result -> result.metricOutcome().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("The docs list every outcome of a removal")
    void docsListEveryOutcomeOfARemoval() throws IOException {
        assertThat(values("Outcomes of removals"))
                .isEqualTo(names(
                        Arrays.stream(RemovalMetrics.RemovalOutcome.values()).map(Enum::name)));
    }

    private static Set<String> names(Stream<String> names) {
        return names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Returns the values in the first column of a section's table. Each value must have its own row and cell. */
    private static Set<String> values(String heading) throws IOException {
        var cells = DocsTable.firstColumn(PAGE, heading);
        assertThat(cells).doesNotHaveDuplicates().allMatch(cell -> cell.matches("`[a-z_]+`"));
        return codes(String.join(" ", cells));
    }

    private static Set<String> codes(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
