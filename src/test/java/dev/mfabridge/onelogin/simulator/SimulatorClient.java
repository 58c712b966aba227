package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Client of a simulator's control API. It is thread-safe. Each method throws {@link UncheckedIOException} if the simulator is
 * unreachable, and {@link IllegalArgumentException} with the simulator's message if the simulator rejects the call.
 */
public final class SimulatorClient {
    private final ControlCaller control;

    /**
     * Creates a client.
     *
     * @param baseUrl the URL that {@link OneLoginSimulator#baseUrl()} returns
     */
    public SimulatorClient(String baseUrl) {
        control = new ControlCaller(baseUrl);
    }

    /** Returns all messages, newest first. */
    public List<Message> messages() {
        return SimulatorJson.listOf(Message.class, control.get("/_sim/messages"));
    }

    /** Returns the messages to a user, newest first. */
    public List<Message> messagesTo(long userId) {
        return SimulatorJson.listOf(Message.class, control.get("/_sim/messages?user_id=" + userId));
    }

    /** Returns the last code that was sent to a user. */
    public Optional<String> lastCodeFor(long userId) {
        return messagesTo(userId).stream()
                .flatMap(message -> Optional.ofNullable(message.code()).stream())
                .findFirst();
    }

    /** Approves the newest open push of a user. */
    public void approve(long userId) {
        answer(userId, Set.of(ExpectedResponse.ANSWER), SimulatorJson.object().put("answer", "accept"));
    }

    /** Denies the newest open push of a user, ends the call, or cancels the set-up of OneLogin Protect. */
    public void deny(long userId) {
        answer(
                userId,
                Set.of(ExpectedResponse.ANSWER, ExpectedResponse.PHONE_CODE),
                SimulatorJson.object().put("answer", "reject"));
    }

    /** Types the code of a page into the newest open call of a user, or into OneLogin Protect. */
    public void typeIntoPhone(long userId, String code) {
        answer(
                userId,
                Set.of(ExpectedResponse.PHONE_CODE),
                SimulatorJson.object().put("answer", "code").put("code", code));
    }

    /** Clicks the newest open link of a user. The client doesn't visit the redirect. */
    public void clickLink(long userId) {
        answer(userId, Set.of(ExpectedResponse.LINK), SimulatorJson.object().put("answer", "accept"));
    }

    /** Returns the authenticator apps of a user, including OneLogin Protect and pending registrations. */
    public List<AuthenticatorApp> appsOf(long userId) {
        return appsOf(userId, Duration.ZERO);
    }

    /** Returns the code that the app of an enrolled or pending device shows. */
    public String appCode(long userId, String deviceId) {
        return appCode(userId, deviceId, Duration.ZERO);
    }

    /**
     * Returns the code that the app shows on a phone whose clock is ahead. OneLogin also accepts the codes of 30 seconds before
     * and after, each once. With this method, a test gets a second code without waiting.
     */
    public String appCode(long userId, String deviceId, Duration ahead) {
        return appsOf(userId, ahead).stream()
                .filter(app -> app.deviceId().equals(deviceId))
                .map(AuthenticatorApp::code)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("User " + userId + " has no app for the device " + deviceId));
    }

    /** Returns the calls of the API, oldest first. */
    public List<RecordedCall> calls() {
        return SimulatorJson.listOf(RecordedCall.class, control.get("/_sim/calls"));
    }

    /** Returns the MFA calls about a user, oldest first. */
    public List<RecordedCall> callsFor(long userId) {
        var path = "/api/2/mfa/users/" + userId + "/";
        return calls().stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** Returns all secrets since the simulator's start, oldest first, also those that are no longer valid. */
    public List<SimulatedSecret> secrets() {
        return SimulatorJson.listOf(SimulatedSecret.class, control.get("/_sim/secrets"));
    }

    /** Returns the current users with their devices. */
    public List<SimulatedUser> users() {
        return SimulatorJson.listOf(SimulatedUser.class, control.get("/_sim/users"));
    }

    /** Returns the current devices of a user; empty if the user doesn't exist. */
    public List<SimulatedDevice> devicesOf(long userId) {
        return users().stream()
                .filter(user -> user.id() == userId)
                .flatMap(user -> user.devices().stream())
                .toList();
    }

    public void behave(BehaviorRule rule) {
        control.post("/_sim/behavior", BehaviorRuleJson.write(rule).toString());
    }

    /** Revokes every token. */
    public void revokeTokens() {
        control.post("/_sim/tokens/revoke", "");
    }

    /** Adds a user, or replaces the user with that id. */
    public void addUser(SimulatedUser user) {
        control.post("/_sim/users", SimulatorJson.tree(user).toString());
    }

    /** Removes a device, as an administrator does in OneLogin's portal. */
    public void deleteDevice(long userId, String deviceId) {
        control.delete("/_sim/users/" + userId + "/devices/" + deviceId);
    }

    /** Expires every pending registration and verification. */
    public void expirePending() {
        control.post("/_sim/expire", "");
    }

    /** Expires the pending registrations and verifications of a user. */
    public void expirePending(long userId) {
        control.post(
                "/_sim/expire", SimulatorJson.object().put("user_id", userId).toString());
    }

    /**
     * Restores the users file and removes messages, calls and rules. Tests that share the simulator must not call this method.
     */
    public void reset() {
        control.post("/_sim/reset", "");
    }

    private List<AuthenticatorApp> appsOf(long userId, Duration ahead) {
        return SimulatorJson.listOf(
                AuthenticatorApp.class, control.get("/_sim/apps?user_id=" + userId + "&ahead=" + ahead.toSeconds()));
    }

    private void answer(long userId, Set<ExpectedResponse> wanted, ObjectNode answer) {
        var newest = messagesTo(userId).stream()
                .filter(message -> message.state() == Message.MessageState.OPEN && wanted.contains(message.waitsFor()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Nothing is open for user " + userId + " that expects " + wanted));
        control.post("/_sim/messages/" + newest.id() + "/answer", answer.toString());
    }
}
