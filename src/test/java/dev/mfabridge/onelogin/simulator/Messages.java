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

/** Everything that was sent to people, each for one challenge. The oldest are forgotten. */
final class Messages {
    private static final int KEPT = 5000;

    private final Clock clock;
    private final Consumer<Message> listener;
    private final Map<String, Message> byChallenge = new LinkedHashMap<>();
    private long lastId;

    /** @param listener hears of each message as it is sent and as its state changes; must not wait */
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
        if (byChallenge.size() > KEPT) {
            byChallenge.remove(byChallenge.keySet().iterator().next());
        }
        listener.accept(message);
    }

    /** Says of the challenge's message, if there is one, what has become of it. */
    synchronized void update(SimulatedChallenge challenge) {
        var message = byChallenge.get(challenge.id());
        if (message != null && message.state() != challenge.state()) {
            var updated = message.as(challenge.state());
            byChallenge.put(challenge.id(), updated);
            listener.accept(updated);
        }
    }

    synchronized List<Message> newestFirst() {
        var all = new ArrayList<>(byChallenge.values());
        Collections.reverse(all);
        return List.copyOf(all);
    }

    /** The id of the challenge whose message that is. */
    synchronized Optional<String> challengeOf(Predicate<Message> which) {
        return byChallenge.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized void clear() {
        byChallenge.clear();
    }

    private static String address(SimulatedUser user, SimulatedDevice device) {
        if (device.kind().equals(SimulatedFactorType.PROTECT)) {
            return device.userDisplayName();
        }
        return device.kind().isEmail() ? user.email() : user.phone();
    }
}
