package dev.mfabridge.onelogin.simulator;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the phones that are open in browsers of each message, as server-sent events. */
final class MessageStream {
    private static final long HEARTBEAT_SECONDS = 15;

    private final Set<SseClient> phones = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sender;

    /** @param sender one thread, so that the messages arrive in the order they were sent in */
    MessageStream(ScheduledExecutorService sender) {
        this.sender = sender;
        // Only a write shows that a browser has gone.
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

    /** A new one, or a known one whose state has changed. */
    void send(Message message) {
        publish("message", SimulatorJson.tree(message).toString());
    }

    /** Tells the phones to read the authenticator apps anew. */
    void appsChanged() {
        publish("apps", "{}");
    }

    /** Tells the phones to read everything anew. */
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
