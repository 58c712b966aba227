package dev.mfabridge.onelogin.simulator;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stream of messages to the phone pages that are open in browsers, as server-sent events. */
final class MessageStream {
    private static final long HEARTBEAT_SECONDS = 15;

    private final Set<SseClient> phones = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sender;

    /**
     * Starts the heartbeat of the stream.
     *
     * @param sender an executor with one thread, which keeps the order of the messages
     */
    MessageStream(ScheduledExecutorService sender) {
        this.sender = sender;
        // Only a write shows that a browser has disconnected.
        sender.scheduleWithFixedDelay(
                () -> phones.forEach(phone -> phone.sendComment("still here")),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    void open(SseClient phone) {
        phone.keepAlive();
        phone.onClose(() -> phones.remove(phone));
        phones.add(phone);
        phone.sendComment("here");
    }

    /** Sends a new message, or a message whose state has changed. */
    void send(Message message) {
        publish("message", SimulatorJson.tree(message).toString());
    }

    /** Notifies the phones to read the authenticator apps again. */
    void appsChanged() {
        publish("apps", "{}");
    }

    /** Notifies the phones to read everything again. */
    void refresh() {
        publish("refresh", "{}");
    }

    void close() {
        phones.forEach(SseClient::close);
    }

    private void publish(String event, String data) {
        sender.execute(() -> phones.forEach(phone -> phone.sendEvent(event, data)));
    }
}
