package dev.mfabridge.onelogin.keycloak.admin;

import java.util.List;

/**
 * What came of a test of the connection. Nothing in it is secret.
 *
 * @param ok whether every check went well
 * @param checks what was tried, in order, up to the first that failed
 * @param warnings what works and is not safe
 */
public record ConnectionReport(boolean ok, List<Check> checks, List<String> warnings) {

    /**
     * One thing that was tried.
     *
     * @param name {@code settings}, {@code token}, {@code users} or {@code factors}
     * @param durationMs how long OneLogin took to answer
     * @param message what was found, and what to mend
     */
    public record Check(String name, boolean ok, long durationMs, String message) {}

    static ConnectionReport of(List<Check> checks, List<String> warnings) {
        return new ConnectionReport(checks.stream().allMatch(Check::ok), List.copyOf(checks), List.copyOf(warnings));
    }
}
