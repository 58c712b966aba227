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
    private final Consumer<Challenge> listener;
    private final Map<String, Challenge> byId = new LinkedHashMap<>();
    private final Map<String, Challenge> expired = new LinkedHashMap<>();

    /** @param listener hears of each challenge as it opens and as it is settled; must not wait */
    Challenges(Directory directory, Clock clock, Consumer<Challenge> listener) {
        this.directory = directory;
        this.clock = clock;
        this.listener = listener;
    }

    /** Keeps it, and ends what was open for the same factor or device of the same person. */
    synchronized void open(Challenge challenge) {
        expire(challenge::replaces);
        byId.put(challenge.id(), challenge);
        listener.accept(challenge);
    }

    /** @throws Refusal when there is none of that id for that person, or its time is over */
    synchronized Challenge find(Challenge.Purpose purpose, long userId, String id) {
        sweep();
        return Optional.ofNullable(byId.get(id))
                .filter(challenge -> challenge.belongsTo(purpose, userId))
                .orElseThrow(Challenges::gone);
    }

    /**
     * The one that a call asks about. Where the behavior says so, one that has expired is rejected instead of gone.
     *
     * @throws Refusal when there is none of that id for that person
     */
    synchronized Challenge asked(Challenge.Purpose purpose, String id, ApiRequest request) {
        sweep();
        if (request.effect().of(Aspect.EXPIRED, "gone").equals("rejected") && expired.containsKey(id)) {
            var challenge = expired.get(id).as(Message.State.REJECTED);
            return Optional.of(challenge)
                    .filter(over -> over.belongsTo(purpose, request.userId()))
                    .orElseThrow(Challenges::gone);
        }
        return find(purpose, request.userId(), id);
    }

    /** @throws Refusal also when it was answered already */
    Challenge findOpen(Challenge.Purpose purpose, long userId, String id) {
        return Optional.of(find(purpose, userId, id)).filter(Challenge::isOpen).orElseThrow(Challenges::gone);
    }

    /** All that can be answered now. */
    synchronized List<Challenge> open() {
        sweep();
        return byId.values().stream().filter(Challenge::isOpen).toList();
    }

    /**
     * Proves it, and enrols the device that was waiting for that.
     *
     * @throws Refusal when somebody else was quicker: a right answer proves something once
     */
    synchronized Challenge accept(Challenge open) {
        requireUnchanged(open);
        if (open.purpose() == Challenge.Purpose.REGISTRATION && !directory.enrol(open.userId(), open.device())) {
            throw Refusal.unprocessable("The factor is enrolled already");
        }
        return settle(open, Message.State.ACCEPTED);
    }

    /** @throws Refusal when somebody else was quicker */
    synchronized Challenge reject(Challenge open) {
        requireUnchanged(open);
        return settle(open, Message.State.REJECTED);
    }

    /** Ends what is open. */
    synchronized void expire(Predicate<Challenge> which) {
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

    private void end(Challenge challenge) {
        byId.remove(challenge.id());
        if (challenge.isOpen()) {
            expired.put(challenge.id(), challenge);
            if (expired.size() > KEPT) {
                expired.remove(expired.keySet().iterator().next());
            }
            listener.accept(challenge.as(Message.State.EXPIRED));
        }
    }

    private Challenge settle(Challenge open, Message.State state) {
        var settled = open.as(state);
        byId.put(open.id(), settled);
        listener.accept(settled);
        return settled;
    }

    private void requireUnchanged(Challenge open) {
        if (!open.equals(byId.get(open.id()))) {
            throw gone();
        }
    }

    private static boolean isOver(Challenge challenge, Instant now) {
        return !now.isBefore(challenge.expiresAt());
    }

    private static Refusal gone() {
        return Refusal.notFound("The resource can't be found");
    }
}
