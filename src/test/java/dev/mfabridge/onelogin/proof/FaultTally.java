package dev.mfabridge.onelogin.proof;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the run with random faults. */
final class FaultTally {
    /** Result to count, with the number that is allowed. */
    enum Counted {
        TRIED("logins with the right code or confirmation", false),
        PASSED("of these passed", false),
        PASSED_AT_ONCE("of these at the first attempt", false),
        RETRIED("of these after a failure of OneLogin and a retry", false),
        RETRIES("retries: \"Try again\", the code once more, or another message", false),
        FALSE_TRIED("logins without the right code or confirmation", false),
        FALSE_ANSWERS("wrong, missing, used and foreign codes, denied, unanswered and foreign pushes", false),
        WRONGLY_PASSED("wrongly passed: without a right answer that OneLogin accepted", true),
        WRONGLY_REJECTED("wrongly rejected: not passed although the user retried", true),
        COUNTED_FAILURES("failed attempts or lockouts counted against users without a wrong answer", true),
        LATE_PASSED("after the faults: logins passed at the first attempt", false),
        LATE_FAILED("after the faults: logins not passed at the first attempt", true),
        DEVICES_LOST("devices lost in OneLogin", true),
        CREDENTIALS_LOST("users without their credential in Keycloak", true),
        UNKNOWN_PAGES("pages on which a user can't continue", true),
        SERVER_ERRORS("HTTP 5xx of Keycloak", true);

        private final String title;
        private final boolean isViolation;

        Counted(String title, boolean isViolation) {
            this.title = title;
            this.isViolation = isViolation;
        }
    }

    private final Map<Counted, LongAdder> counters = new EnumMap<>(Counted.class);

    FaultTally() {
        for (var counted : Counted.values()) {
            counters.put(counted, new LongAdder());
        }
    }

    void add(Counted counted) {
        add(counted, 1);
    }

    void add(Counted counted, long number) {
        counters.get(counted).add(number);
    }

    /** Counts a violation, and prints its details. */
    void violates(Counted counted, String details) {
        add(counted);
        System.out.println("Violation: " + counted.title + ": " + details);
    }

    void print() {
        System.out.println("\n| Result | Number | Limit |\n|---|---|---|");
        counters.forEach((counted, number) -> System.out.printf(
                Locale.ROOT, "| %s | %,d | %s |%n", counted.title, number.sum(), counted.isViolation ? "0" : "-"));
    }

    boolean hasViolation() {
        return counters.entrySet().stream()
                .anyMatch(
                        entry -> entry.getKey().isViolation && entry.getValue().sum() > 0);
    }
}
