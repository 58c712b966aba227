package dev.mfabridge.onelogin.keycloak.settingscheck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Last check of saved settings. It contains no secret (S7).
 *
 * @param at the time of the save that the check followed
 * @param outcome the outcome of the check
 * @param summary the result in one sentence without the full stop
 * @param warnings the findings of the realm check, as sentences
 */
public record LastCheck(Instant at, CheckOutcome outcome, String summary, List<String> warnings) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int LISTED_WARNINGS = 5;

    /** Outcome of a check. */
    enum CheckOutcome {
        RUNNING,
        OK,
        FAILED,
        SKIPPED
    }

    public LastCheck {
        warnings = List.copyOf(warnings);
    }

    /** Returns a check that has no result yet. */
    static LastCheck running(Instant at) {
        return new LastCheck(
                at, CheckOutcome.RUNNING, "The check is running, reload the page to see its result", List.of());
    }

    /** Returns a check that a budget of calls prevented. */
    static LastCheck skipped(Instant at, String reason) {
        return new LastCheck(at, CheckOutcome.SKIPPED, reason, List.of());
    }

    /** Returns the check with the result of the connection test. */
    static LastCheck finished(Instant at, ConnectionReport report) {
        return new LastCheck(
                at, report.ok() ? CheckOutcome.OK : CheckOutcome.FAILED, report.summary(), report.warnings());
    }

    /** Returns the check as it looks now: a check without a result was lost if its server has stopped. */
    LastCheck at(Instant now) {
        return outcome == CheckOutcome.RUNNING && now.isAfter(at.plus(LONGEST))
                ? skipped(at, "The check has no result, save the settings again")
                : this;
    }

    /** Returns the result with the number of findings of the realm check, in one line. */
    public String line() {
        return switch (warnings.size()) {
            case 0 -> summary;
            case 1 -> summary + "; the realm check has 1 finding";
            default -> summary + "; the realm check has " + warnings.size() + " findings";
        };
    }

    /** Returns the result and the first findings as sentences. */
    String details() {
        var details = new StringBuilder(summary).append(". ");
        warnings.stream()
                .limit(LISTED_WARNINGS)
                .forEach(warning -> details.append(warning).append(" "));
        if (warnings.size() > LISTED_WARNINGS) {
            details.append("The admin API lists all findings (GET onelogin-mfa/realm-check). ");
        }
        return details.append("After another save, reload the page to see the new result.")
                .toString();
    }
}
