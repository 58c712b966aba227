package dev.mfabridge.onelogin.keycloak.settingscheck;

import java.util.List;

/**
 * Result of a connection test. It contains no secret (S7).
 *
 * @param ok whether every check was successful
 * @param summary the result in one sentence without the full stop; it names each setting to fix by its label
 * @param checks the checks in order, up to the first that failed
 * @param warnings the findings of the realm check, as sentences
 */
public record ConnectionReport(boolean ok, String summary, List<Check> checks, List<String> warnings) {

    /**
     * Check of the connection test.
     *
     * @param name {@code settings}, {@code token}, {@code users} or {@code factors}
     * @param ok whether the check was successful
     * @param durationMs the time until OneLogin's response, in milliseconds; 0 without a call
     * @param message the result, and the fix for a failure
     */
    public record Check(String name, boolean ok, long durationMs, String message) {}

    static ConnectionReport of(String summary, List<Check> checks, List<String> warnings) {
        return new ConnectionReport(
                checks.stream().allMatch(Check::ok), summary, List.copyOf(checks), List.copyOf(warnings));
    }
}
