package dev.mfabridge.onelogin.simulator;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Everything that was sent to people, newest first. The oldest are forgotten. */
final class Messages {
    private static final int KEPT = 5000;

    private final Clock clock;
    private final Consumer<Message> listener;
    private final Deque<Message> sent = new ArrayDeque<>();
    private long lastId;

    /** @param listener hears of each message as it is sent; must not wait */
    Messages(Clock clock, Consumer<Message> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    synchronized void send(SimulatedUser user, FactorType factor, String code, String text) {
        var to = factor.equals(FactorType.SMS) ? user.phone() : user.email();
        var message = new Message(
                ++lastId,
                user.id(),
                factor.kind(),
                to,
                code,
                text,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        sent.addFirst(message);
        if (sent.size() > KEPT) {
            sent.removeLast();
        }
        listener.accept(message);
    }

    synchronized List<Message> newestFirst() {
        return List.copyOf(sent);
    }

    synchronized void clear() {
        sent.clear();
    }
}
