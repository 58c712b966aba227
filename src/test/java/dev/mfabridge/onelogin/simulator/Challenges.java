package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The registrations and verifications that can still be asked about, each with one life. */
final class Challenges {
    private static final int KEPT = 1000;

    private final Directory directory;
    private final Clock clock;
    private final Consumer<SimulatedChallenge> listener;
    private final Map<String, SimulatedChallenge> byId = new LinkedHashMap<>();
    private final Map<String, SimulatedChallenge> expired = new LinkedHashMap<>();

    /** @param listener hears of each challenge as it opens and as it is settled; must not wait */
    Challenges(Directory directory, Clock clock, Consumer<SimulatedChallenge> listener) {
        this.directory = directory;
        this.clock = clock;
        this.listener = listener;
    }

    /** Keeps it, and ends what was open for the same factor or device of the same person. */
    synchronized void open(SimulatedChallenge challenge) {
        expire(challenge::replaces);
        byId.put(challenge.id(), challenge);
        listener.accept(challenge);
    }

    /** @throws ApiError when there is none of that id for that person, or its time is over */
    synchronized SimulatedChallenge find(SimulatedChallenge.ChallengePurpose purpose, long userId, String id) {
        sweep();
        return Optional.ofNullable(byId.get(id))
                .filter(challenge -> challenge.belongsTo(purpose, userId))
                .orElseThrow(Challenges::gone);
    }

    /**
     * The one that a call asks about. Where the behavior says so, one that has expired is rejected instead of gone.
     *
     * @throws ApiError when there is none of that id for that person
     */
    synchronized SimulatedChallenge asked(
            SimulatedChallenge.ChallengePurpose purpose, String id, SimulatorRequest request) {
        sweep();
        if (request.effect().of(ResponseOption.EXPIRED, "gone").equals("rejected") && expired.containsKey(id)) {
            var challenge = expired.get(id).as(Message.MessageState.REJECTED);
            return Optional.of(challenge)
                    .filter(over -> over.belongsTo(purpose, request.userId()))
                    .orElseThrow(Challenges::gone);
        }
        return find(purpose, request.userId(), id);
    }

    /** @throws ApiError also when it was answered already */
    SimulatedChallenge findOpen(SimulatedChallenge.ChallengePurpose purpose, long userId, String id) {
        return Optional.of(find(purpose, userId, id))
                .filter(SimulatedChallenge::isOpen)
                .orElseThrow(Challenges::gone);
    }

    /** All that can be answered now. */
    synchronized List<SimulatedChallenge> open() {
        sweep();
        return byId.values().stream().filter(SimulatedChallenge::isOpen).toList();
    }

    /**
     * Proves it, and enrols the device that was waiting for that.
     *
     * @throws ApiError when somebody else was quicker: a right answer proves something once
     */
    synchronized SimulatedChallenge accept(SimulatedChallenge open) {
        requireUnchanged(open);
        if (open.purpose() == SimulatedChallenge.ChallengePurpose.REGISTRATION
                && !directory.enrol(open.userId(), open.device())) {
            throw ApiError.unprocessable("The factor is enrolled already");
        }
        return settle(open, Message.MessageState.ACCEPTED);
    }

    /** @throws ApiError when somebody else was quicker */
    synchronized SimulatedChallenge reject(SimulatedChallenge open) {
        requireUnchanged(open);
        return settle(open, Message.MessageState.REJECTED);
    }

    /** Ends what is open. */
    synchronized void expire(Predicate<SimulatedChallenge> which) {
        open().stream().filter(which).forEach(this::end);
    }

    /** Forgets what is over. */
    synchronized void sweep() {
        var now = clock.instant();
        List.copyOf(byId.values()).stream()
                .filter(challenge -> isOver(challenge, now))
                .forEach(this::end);
    }

    synchronized void clear() {
        byId.clear();
        expired.clear();
    }

    private void end(SimulatedChallenge challenge) {
        byId.remove(challenge.id());
        if (challenge.isOpen()) {
            expired.put(challenge.id(), challenge);
            if (expired.size() > KEPT) {
                expired.remove(expired.keySet().iterator().next());
            }
            listener.accept(challenge.as(Message.MessageState.EXPIRED));
        }
    }

    private SimulatedChallenge settle(SimulatedChallenge open, Message.MessageState state) {
        var settled = open.as(state);
        byId.put(open.id(), settled);
        listener.accept(settled);
        return settled;
    }

    private void requireUnchanged(SimulatedChallenge open) {
        if (!open.equals(byId.get(open.id()))) {
            throw gone();
        }
    }

    private static boolean isOver(SimulatedChallenge challenge, Instant now) {
        return !now.isBefore(challenge.expiresAt());
    }

    private static ApiError gone() {
        return ApiError.notFound("The resource can't be found");
    }
}
