package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Messages that the simulator sent to users, one for each challenge. The oldest messages are removed. */
final class Messages {
    private static final int MAX_SIZE = 5000;

    private final Clock clock;
    private final Consumer<Message> listener;
    private final Map<String, Message> byChallenge = new LinkedHashMap<>();
    private final IdsByUser challenges = new IdsByUser();
    private long lastId;

    /**
     * Creates the store.
     *
     * @param listener receives each message when it is sent and when its state changes; must not block
     */
    Messages(Clock clock, Consumer<Message> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    synchronized void send(SimulatedUser user, SimulatedChallenge challenge, Content content) {
        var message = new Message(
                ++lastId,
                user.id(),
                challenge.device().kind().kind(),
                address(user, challenge.device()),
                content.code(),
                content.text(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                content.waitsFor(),
                content.link(),
                challenge.state());
        byChallenge.put(challenge.id(), message);
        challenges.add(user.id(), challenge.id());
        if (byChallenge.size() > MAX_SIZE) {
            var oldest = byChallenge.keySet().iterator().next();
            challenges.remove(byChallenge.remove(oldest).userId(), oldest);
        }
        listener.accept(message);
    }

    /** Updates the state of a challenge's message, if there is one. */
    synchronized void update(SimulatedChallenge challenge) {
        var message = byChallenge.get(challenge.id());
        if (message != null && message.state() != challenge.state()) {
            var updated = message.as(challenge.state());
            byChallenge.put(challenge.id(), updated);
            listener.accept(updated);
        }
    }

    /** Returns the messages, the newest one first: all of them, or those of one user. */
    synchronized List<Message> newestFirst(Optional<Long> user) {
        var chosen = user.map(id -> challenges.of(id).stream()
                        .map(byChallenge::get)
                        .collect(Collectors.toCollection(ArrayList::new)))
                .orElseGet(() -> new ArrayList<>(byChallenge.values()));
        Collections.reverse(chosen);
        return List.copyOf(chosen);
    }

    /** Returns the id of the challenge of a message. */
    synchronized Optional<String> challengeOf(Predicate<Message> which) {
        return byChallenge.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized void clear() {
        byChallenge.clear();
        challenges.clear();
    }

    private static String address(SimulatedUser user, SimulatedDevice device) {
        if (device.kind().equals(SimulatedFactorType.PROTECT)) {
            return device.userDisplayName();
        }
        return device.kind().isEmail() ? user.email() : user.phone();
    }
}
