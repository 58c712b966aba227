package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Drives a simulator over its control API, wherever it runs. Safe for many threads. Each method throws {@link UncheckedIOException}
 * when the simulator can't be reached and {@link IllegalArgumentException} with its words when it refuses.
 */
public final class SimulatorClient {
    private final ControlCaller control;

    /** @param baseUrl as {@link OneLoginSimulator#baseUrl()} gives it */
    public SimulatorClient(String baseUrl) {
        control = new ControlCaller(baseUrl);
    }

    /** Everything that was sent to people, newest first. */
    public List<Message> messages() {
        return Json.listOf(Message.class, control.get("/_sim/messages"));
    }

    /** What was sent to that person, newest first. */
    public List<Message> messagesTo(long userId) {
        return Json.listOf(Message.class, control.get("/_sim/messages?user_id=" + userId));
    }

    /** The code that was sent to that person last. */
    public Optional<String> lastCodeFor(long userId) {
        return messagesTo(userId).stream()
                .flatMap(message -> Optional.ofNullable(message.code()).stream())
                .findFirst();
    }

    /** Approves that person's newest push that is open. */
    public void approve(long userId) {
        answer(userId, Set.of(WaitsFor.ANSWER), Json.object().put("answer", "accept"));
    }

    /** Denies that person's newest push that is open, or hangs up the call, or cancels what OneLogin Protect asks. */
    public void deny(long userId) {
        answer(
                userId,
                Set.of(WaitsFor.ANSWER, WaitsFor.PHONE_CODE),
                Json.object().put("answer", "reject"));
    }

    /** Types the code that a page shows into that person's newest call that is open, or into OneLogin Protect. */
    public void typeIntoPhone(long userId, String code) {
        answer(
                userId,
                Set.of(WaitsFor.PHONE_CODE),
                Json.object().put("answer", "code").put("code", code));
    }

    /** Clicks that person's newest link that is open; where it leads isn't visited. */
    public void clickLink(long userId) {
        answer(userId, Set.of(WaitsFor.LINK), Json.object().put("answer", "accept"));
    }

    /** The authenticator apps of that person, OneLogin Protect too, also those that are being enrolled. */
    public List<AuthenticatorApp> appsOf(long userId) {
        return appsOf(userId, Duration.ZERO);
    }

    /** The code that the app of that device shows now, enrolled or being enrolled. */
    public String appCode(long userId, String deviceId) {
        return appCode(userId, deviceId, Duration.ZERO);
    }

    /**
     * The code that the app shows on a phone whose clock is ahead. OneLogin accepts the one of 30 seconds before or after too, and
     * each once: this is how to get a second one without waiting.
     */
    public String appCode(long userId, String deviceId, Duration ahead) {
        return appsOf(userId, ahead).stream()
                .filter(app -> app.deviceId().equals(deviceId))
                .map(AuthenticatorApp::code)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("User " + userId + " has no app for the device " + deviceId));
    }

    /** The calls of the API, oldest first. */
    public List<Call> calls() {
        return Json.listOf(Call.class, control.get("/_sim/calls"));
    }

    /** The MFA calls about that person, oldest first. */
    public List<Call> callsFor(long userId) {
        var path = "/api/2/mfa/users/" + userId + "/";
        return calls().stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** The people as they are now, with their devices. */
    public List<SimulatedUser> users() {
        return Json.listOf(SimulatedUser.class, control.get("/_sim/users"));
    }

    /** What that person has enrolled now; nothing when there is no such person. */
    public List<SimulatedDevice> devicesOf(long userId) {
        return users().stream()
                .filter(user -> user.id() == userId)
                .flatMap(user -> user.devices().stream())
                .toList();
    }

    public void behave(Behaviour behaviour) {
        control.post("/_sim/behavior", BehaviourJson.write(behaviour).toString());
    }

    /** Every token is dead at once. */
    public void revokeTokens() {
        control.post("/_sim/tokens/revoke", "");
    }

    /** Adds the person, or replaces the one with that id. */
    public void addUser(SimulatedUser user) {
        control.post("/_sim/users", Json.tree(user).toString());
    }

    /** Takes the device away, as an administrator does in OneLogin's portal. */
    public void deleteDevice(long userId, String deviceId) {
        control.delete("/_sim/users/" + userId + "/devices/" + deviceId);
    }

    /** Ends every registration and verification that is pending. */
    public void expirePending() {
        control.post("/_sim/expire", "");
    }

    /** Ends that person's pending registrations and verifications. */
    public void expirePending(long userId) {
        control.post("/_sim/expire", Json.object().put("user_id", userId).toString());
    }

    /** Back to the users file: no messages, no calls, no behaviour. Never where other tests use the simulator too. */
    public void reset() {
        control.post("/_sim/reset", "");
    }

    private List<AuthenticatorApp> appsOf(long userId, Duration ahead) {
        return Json.listOf(
                AuthenticatorApp.class, control.get("/_sim/apps?user_id=" + userId + "&ahead=" + ahead.toSeconds()));
    }

    private void answer(long userId, Set<WaitsFor> wanted, ObjectNode answer) {
        var newest = messagesTo(userId).stream()
                .filter(message -> message.state() == Message.State.OPEN && wanted.contains(message.waitsFor()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Nothing is open for user " + userId + " to " + wanted));
        control.post("/_sim/messages/" + newest.id() + "/answer", answer.toString());
    }
}
