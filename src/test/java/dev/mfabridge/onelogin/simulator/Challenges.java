package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The registrations and verifications that can still be asked about, each with one life. */
final class Challenges {
    private final Clock clock;
    private final Map<String, Challenge> byId = new ConcurrentHashMap<>();

    Challenges(Clock clock) {
        this.clock = clock;
    }

    /** Keeps it, and ends what was pending for the same factor or device of the same person. */
    synchronized void open(Challenge challenge) {
        var now = clock.instant();
        byId.values().removeIf(other -> isOver(other, now) || (!other.accepted() && challenge.replaces(other)));
        byId.put(challenge.id(), challenge);
    }

    /** @throws Refusal when there is none of that id for that person, or its time is over */
    Challenge find(Challenge.Purpose purpose, long userId, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(challenge -> challenge.purpose() == purpose && challenge.userId() == userId)
                .filter(challenge -> !isOver(challenge, clock.instant()))
                .orElseThrow(Challenges::gone);
    }

    /** @throws Refusal also when it was accepted already */
    Challenge findPending(Challenge.Purpose purpose, long userId, String id) {
        var challenge = find(purpose, userId, id);
        if (challenge.accepted()) {
            throw gone();
        }
        return challenge;
    }

    /** @throws Refusal when somebody else was quicker: a right code proves something once */
    Challenge accept(Challenge pending) {
        var accepted = pending.asAccepted();
        if (!byId.replace(pending.id(), pending, accepted)) {
            throw gone();
        }
        return accepted;
    }

    /** Ends what is pending. */
    void expire(Predicate<Challenge> which) {
        byId.values().removeIf(which.and(challenge -> !challenge.accepted()));
    }

    void clear() {
        byId.clear();
    }

    private static boolean isOver(Challenge challenge, Instant now) {
        return !now.isBefore(challenge.expiresAt());
    }

    private static Refusal gone() {
        return Refusal.notFound("The resource can't be found");
    }
}
