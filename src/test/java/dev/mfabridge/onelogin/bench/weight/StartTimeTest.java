package dev.mfabridge.onelogin.bench.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading of a start from Keycloak's log. */
class StartTimeTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final Instant LAUNCHED_AT = Instant.parse("2026-01-01T00:00:00.500Z");

    @Test
    @DisplayName("The last start in the log counts, in the time zone of the log")
    void lastStartCounts() {
        var log = List.of(line("05:45:03,000", "2.100"), "a stack trace", line("05:45:05,750", "4.025"));

        assertThat(StartTime.of(log, LAUNCHED_AT, ZONE))
                .isEqualTo(new StartTime(Duration.ofMillis(5250), Duration.ofMillis(4025)));
    }

    @Test
    @DisplayName("The start of an earlier process is no start")
    void earlierProcessIsNoStart() {
        var log = List.of(line("05:44:59,000", "2.100"));

        assertThatThrownBy(() -> StartTime.of(log, LAUNCHED_AT, ZONE)).isInstanceOf(IllegalStateException.class);
    }

    private static String line(String time, String seconds) {
        return "2026-01-01 " + time
                + " INFO  [io.quarkus] (main) Keycloak 26.7.5 on JVM (powered by Quarkus 3.33.3) started in " + seconds
                + "s. Listening on: http://127.0.0.1:8080. Management interface listening on http://127.0.0.1:9000.";
    }
}
