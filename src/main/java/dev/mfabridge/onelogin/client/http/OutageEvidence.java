package dev.mfabridge.onelogin.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Evidence for an outage of OneLogin since OneLogin's last answer. A user can have a device at which each call fails, and can
 * repeat such calls at will. So the failures of one or two users are no evidence: they must not stop the other users.
 *
 * <p>Instances are thread safe.
 */
final class OutageEvidence {
    /** Number of failures that are an outage. */
    static final int FAILURES = 5;
    /** Number of users from which on the failures of users count. */
    static final int USERS = 3;

    /**
     * Time for which the failure of a harmless call confirms an outage. It is longer than the pause of a circuit breaker
     * and the trial after it, so that the logins in between need no call of their own.
     */
    private static final Duration CONFIRMATION = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Set<String> users = new HashSet<>();
    private int failuresOfUsers;
    private int otherFailures;
    private Optional<Instant> confirmedAt = Optional.empty();

    OutageEvidence(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds a failure.
     *
     * @param user the user that the call was about, or empty if the failure concerns OneLogin as a whole
     * @return whether the failures are an outage
     */
    synchronized boolean failed(Optional<String> user) {
        if (user.isPresent()) {
            users.add(user.get());
            failuresOfUsers++;
        } else {
            otherFailures++;
        }
        return otherFailures + (users.size() < USERS ? 0 : failuresOfUsers) >= FAILURES;
    }

    /** Adds the failure of a harmless call, which confirms an outage. */
    synchronized void confirmed() {
        confirmedAt = Optional.of(clock.instant());
    }

    /** Returns whether a harmless call failed in the last seconds, and OneLogin has answered no call since. */
    synchronized boolean isConfirmed() {
        return confirmedAt
                .filter(at -> clock.instant().isBefore(at.plus(CONFIRMATION)))
                .isPresent();
    }

    /** Drops all evidence after an answer of OneLogin. */
    synchronized void answered() {
        users.clear();
        failuresOfUsers = 0;
        otherFailures = 0;
        confirmedAt = Optional.empty();
    }
}
