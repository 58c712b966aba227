package dev.mfabridge.onelogin.keycloak.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.DocsTable;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginResultTest {
    private static final String PAGE = "reference/events.md";

    @Test
    @DisplayName("The docs list each result once, with its event and its metric")
    void docsListEachResultWithItsEventAndMetric() throws IOException {
        var names = DocsTable.firstColumn(PAGE, "Results of a login");
        var rows = DocsTable.rows(PAGE, "`").stream()
                .filter(row -> names.contains(row.get(0)))
                .map(row -> row.subList(0, 5))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        results().map(LoginResultTest::row).toList());
    }

    @Test
    @DisplayName("Each notice has a row of its own, with a message")
    void noticesHaveRowsWithMessages() {
        assertThat(Arrays.stream(Notice.values()).map(LoginResult::of))
                .doesNotHaveDuplicates()
                .allMatch(result -> result.message().isPresent());
    }

    @Test
    @DisplayName("Each reason of a failure has a row of its own, with an event, a metric, a message and an OAuth error")
    void failureReasonsHaveCompleteRows() {
        assertThat(Arrays.stream(FailureReason.values()).map(LoginResult::of))
                .doesNotHaveDuplicates()
                .allMatch(result -> result.eventError().isPresent()
                        && result.eventReason().isPresent()
                        && result.metricOutcome().isPresent()
                        && result.message().isPresent()
                        && result.oAuthError().isPresent());
    }

    @Test
    @DisplayName("Only a wrong code and a denial count as failed attempts")
    void wrongCodesAndDenialsAreFailedAttempts() {
        assertThat(results().filter(LoginResult::isFailedAttempt))
                .containsExactlyInAnyOrder(LoginResult.WRONG_CODE, LoginResult.DENIED);
    }

    private static Stream<LoginResult> results() {
        return Arrays.stream(LoginResult.values());
    }

    private static List<String> row(LoginResult result) {
        return Stream.of(
                        Optional.of(result.name()),
                        event(result),
                        result.eventError(),
                        result.eventReason(),
                        result.metricOutcome())
                .map(value -> value.map(text -> "`" + text + "`").orElse("-"))
                .toList();
    }

    private static Optional<String> event(LoginResult result) {
        if (result == LoginResult.PROVEN) {
            return Optional.of("LOGIN");
        }
        return result.eventError()
                .map(error -> "LOGIN_ERROR")
                .or(() -> result.eventReason().map(reason -> "CUSTOM_REQUIRED_ACTION"));
    }
}
