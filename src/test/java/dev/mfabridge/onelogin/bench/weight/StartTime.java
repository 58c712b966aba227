package dev.mfabridge.onelogin.bench.weight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Time of a server's start until the server listens.
 *
 * @param fromLaunch the time since the launch of the process: start script, JVM and Keycloak
 * @param byKeycloak the time that Keycloak's own log line names, which begins after the JVM's start
 */
record StartTime(Duration fromLaunch, Duration byKeycloak) {
    private static final Pattern LISTENING =
            Pattern.compile("^(\\S+ \\S+) .* started in (\\d+)\\.(\\d{3})s\\. Listening on: .*$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    /**
     * Reads the start from the log.
     *
     * @param log the lines of the log, oldest first; the last start counts
     * @throws IllegalStateException if the log has no start after the launch
     */
    static StartTime of(List<String> log, Instant launchedAt, ZoneId zone) {
        return log.stream()
                .flatMap(line -> LISTENING.matcher(line).results())
                .map(line -> new StartTime(
                        Duration.between(
                                launchedAt,
                                LocalDateTime.parse(line.group(1), TIME).atZone(zone)),
                        Duration.ofSeconds(Long.parseLong(line.group(2))).plusMillis(Long.parseLong(line.group(3)))))
                .filter(start -> !start.fromLaunch().isNegative())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("The log has no line with 'started in' after the launch"));
    }
}
