package dev.mfabridge.onelogin.keycloak.ratelimit;

import dev.mfabridge.onelogin.mfa.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * Polls of one user's waiting pages, in all tabs and on all nodes (S4). A challenge is polled once in its interval, and
 * never again after OneLogin gave a final status: the page submits its form, which polls by itself.
 */
public final class WaitingPagePolls {
    private final SingleUseObjectProvider store;
    private final String pace;
    private final String completed;
    private final InstantSource clock;

    public WaitingPagePolls(SingleUseObjectProvider store, RealmModel realm, UserModel user, InstantSource clock) {
        this.store = store;
        this.pace = StoreKey.of("page-poll", realm, user);
        this.completed = StoreKey.of("completed", realm, user);
        this.clock = clock;
    }

    /** Returns whether an earlier poll found a final status of this challenge. */
    public boolean isCompleted(Challenge challenge) {
        return store.contains(completed + challenge.id());
    }

    /** Returns whether the extension may query OneLogin about this challenge now. */
    public boolean acquire(Challenge challenge) {
        return store.putIfAbsent(pace + challenge.id(), seconds(challenge.pollInterval(clock.instant())));
    }

    /** Records that OneLogin gave a final status, until the challenge expires. */
    public void complete(Challenge challenge) {
        store.putIfAbsent(completed + challenge.id(), seconds(untilExpiry(challenge.expiresAt())));
    }

    private Duration untilExpiry(Instant expiresAt) {
        return Duration.between(clock.instant(), expiresAt).plusSeconds(1);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
