package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Registrations and verifications that the API can return. Each ends once. */
final class Challenges {
    private static final int MAX_SIZE = 1000;

    private final Directory directory;
    private final Clock clock;
    private final Consumer<SimulatedChallenge> listener;
    private final Map<String, SimulatedChallenge> byId = new LinkedHashMap<>();
    private final IdsByUser idsByUser = new IdsByUser();
    private final Queue<SimulatedChallenge> byExpiry =
            new PriorityQueue<>(Comparator.comparing(SimulatedChallenge::expiresAt));
    private final Map<String, SimulatedChallenge> expired = new LinkedHashMap<>();

    /**
     * Creates the store.
     *
     * @param listener receives each challenge when it opens and when it ends; must not block
     */
    Challenges(Directory directory, Clock clock, Consumer<SimulatedChallenge> listener) {
        this.directory = directory;
        this.clock = clock;
        this.listener = listener;
    }

    /** Stores a challenge, and ends the open challenge of the same user for the same factor or device. */
    synchronized void open(SimulatedChallenge challenge) {
        sweep();
        idsByUser.of(challenge.userId()).stream()
                .map(byId::get)
                .filter(other -> other.isOpen() && challenge.replaces(other))
                .forEach(this::expire);
        byId.put(challenge.id(), challenge);
        idsByUser.add(challenge.userId(), challenge.id());
        byExpiry.add(challenge);
        listener.accept(challenge);
    }

    /**
     * Returns a challenge.
     *
     * @throws ApiError if the user has no challenge with that id, or the challenge has expired
     */
    synchronized SimulatedChallenge find(SimulatedChallenge.ChallengePurpose purpose, long userId, String id) {
        sweep();
        return Optional.ofNullable(byId.get(id))
                .filter(challenge -> challenge.belongsTo(purpose, userId))
                .orElseThrow(Challenges::notFound);
    }

    /**
     * Returns the challenge of a poll. If a rule says so, an expired challenge is rejected instead of missing.
     *
     * @throws ApiError if the user has no challenge with that id
     */
    synchronized SimulatedChallenge poll(
            SimulatedChallenge.ChallengePurpose purpose, String id, SimulatorRequest request) {
        sweep();
        if (request.effect().of(ResponseOption.EXPIRED, "gone").equals("rejected") && expired.containsKey(id)) {
            var challenge = expired.get(id).as(Message.MessageState.REJECTED);
            return Optional.of(challenge)
                    .filter(rejected -> rejected.belongsTo(purpose, request.userId()))
                    .orElseThrow(Challenges::notFound);
        }
        return find(purpose, request.userId(), id);
    }

    /**
     * Returns an open challenge.
     *
     * @throws ApiError if the user has no open challenge with that id
     */
    SimulatedChallenge findOpen(SimulatedChallenge.ChallengePurpose purpose, long userId, String id) {
        return Optional.of(find(purpose, userId, id))
                .filter(SimulatedChallenge::isOpen)
                .orElseThrow(Challenges::notFound);
    }

    /** Returns all open challenges. */
    synchronized List<SimulatedChallenge> open() {
        sweep();
        return byId.values().stream().filter(SimulatedChallenge::isOpen).toList();
    }

    /**
     * Accepts a challenge, and enrolls the device of a registration.
     *
     * @throws ApiError if another call ended the challenge first, since a right answer is valid once
     */
    synchronized SimulatedChallenge accept(SimulatedChallenge open) {
        requireUnchanged(open);
        if (open.purpose() == SimulatedChallenge.ChallengePurpose.REGISTRATION
                && !directory.enroll(open.userId(), open.device())) {
            throw ApiError.unprocessable("The factor is enrolled already");
        }
        return complete(open, Message.MessageState.ACCEPTED);
    }

    /**
     * Rejects a challenge.
     *
     * @throws ApiError if another call ended the challenge first
     */
    synchronized SimulatedChallenge reject(SimulatedChallenge open) {
        requireUnchanged(open);
        return complete(open, Message.MessageState.REJECTED);
    }

    /** Expires open challenges. */
    synchronized void expire(Predicate<SimulatedChallenge> which) {
        open().stream().filter(which).forEach(this::expire);
    }

    /** Removes expired challenges. */
    synchronized void sweep() {
        var now = clock.instant();
        while (!byExpiry.isEmpty() && isExpired(byExpiry.element(), now)) {
            Optional.ofNullable(byId.get(byExpiry.remove().id())).ifPresent(this::expire);
        }
    }

    synchronized void clear() {
        byId.clear();
        idsByUser.clear();
        byExpiry.clear();
        expired.clear();
    }

    private void expire(SimulatedChallenge challenge) {
        byId.remove(challenge.id());
        idsByUser.remove(challenge.userId(), challenge.id());
        if (challenge.isOpen()) {
            expired.put(challenge.id(), challenge);
            if (expired.size() > MAX_SIZE) {
                expired.remove(expired.keySet().iterator().next());
            }
            listener.accept(challenge.as(Message.MessageState.EXPIRED));
        }
    }

    private SimulatedChallenge complete(SimulatedChallenge open, Message.MessageState state) {
        var completed = open.as(state);
        byId.put(open.id(), completed);
        listener.accept(completed);
        return completed;
    }

    private void requireUnchanged(SimulatedChallenge open) {
        if (!open.equals(byId.get(open.id()))) {
            throw notFound();
        }
    }

    private static boolean isExpired(SimulatedChallenge challenge, Instant now) {
        return !now.isBefore(challenge.expiresAt());
    }

    private static ApiError notFound() {
        return ApiError.notFound("The resource can't be found");
    }
}
