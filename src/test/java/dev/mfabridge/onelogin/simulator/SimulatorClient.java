package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Drives a simulator over its control API, wherever it runs. Safe for many threads. Each method throws {@link UncheckedIOException}
 * when the simulator can't be reached and {@link IllegalArgumentException} with its words when it refuses.
 */
public final class SimulatorClient {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final String baseUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();

    /** @param baseUrl as {@link OneLoginSimulator#baseUrl()} gives it */
    public SimulatorClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Everything that was sent to people, newest first. */
    public List<Message> messages() {
        return Json.listOf(Message.class, get("/_sim/messages"));
    }

    /** What was sent to that person, newest first. */
    public List<Message> messagesTo(long userId) {
        return Json.listOf(Message.class, get("/_sim/messages?user_id=" + userId));
    }

    /** The code that was sent to that person last. */
    public Optional<String> lastCodeFor(long userId) {
        return messagesTo(userId).stream().findFirst().map(Message::code);
    }

    /** The calls of the API, oldest first. */
    public List<Call> calls() {
        return Json.listOf(Call.class, get("/_sim/calls"));
    }

    /** The MFA calls about that person, oldest first. */
    public List<Call> callsFor(long userId) {
        var path = "/api/2/mfa/users/" + userId + "/";
        return calls().stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** The people as they are now, with their devices. */
    public List<SimulatedUser> users() {
        return Json.listOf(SimulatedUser.class, get("/_sim/users"));
    }

    /** What that person has enrolled now; nothing when there is no such person. */
    public List<SimulatedDevice> devicesOf(long userId) {
        return users().stream()
                .filter(user -> user.id() == userId)
                .flatMap(user -> user.devices().stream())
                .toList();
    }

    public void behave(Behaviour behaviour) {
        post("/_sim/behaviour", behaviour.json().toString());
    }

    /** Every token is dead at once. */
    public void revokeTokens() {
        post("/_sim/tokens/revoke", "");
    }

    /** Adds the person, or replaces the one with that id. */
    public void addUser(SimulatedUser user) {
        post("/_sim/users", Json.tree(user).toString());
    }

    /** Takes the device away, as an administrator does in OneLogin's portal. */
    public void deleteDevice(long userId, String deviceId) {
        send(request("/_sim/users/" + userId + "/devices/" + deviceId).DELETE());
    }

    /** Ends every registration and verification that is pending. */
    public void expirePending() {
        post("/_sim/expire", "");
    }

    /** Ends that person's pending registrations and verifications. */
    public void expirePending(long userId) {
        post("/_sim/expire", Json.object().put("user_id", userId).toString());
    }

    /** Back to the users file: no messages, no calls, no behaviour. Never where other tests use the simulator too. */
    public void reset() {
        post("/_sim/reset", "");
    }

    private JsonNode get(String path) {
        return send(request(path));
    }

    private void post(String path, String body) {
        send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(DEADLINE);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException(
                        "The simulator answered " + response.statusCode() + ": " + response.body());
            }
            return Json.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the simulator", e);
        }
    }
}
