package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * A registration or a verification: the answer of a person is awaited or has come.
 *
 * @param device the device that is being enrolled, or the one that is being proved
 */
record Challenge(
        String id,
        Purpose purpose,
        long userId,
        SimulatedDevice device,
        Proof proof,
        Instant expiresAt,
        Message.State state) {
    enum Purpose {
        REGISTRATION,
        VERIFICATION
    }

    Challenge as(Message.State newState) {
        return new Challenge(id, purpose, userId, device, proof, expiresAt, newState);
    }

    boolean belongsTo(Purpose wanted, long user) {
        return purpose == wanted && userId == user;
    }

    boolean isOpen() {
        return state == Message.State.OPEN;
    }

    /** As OneLogin says it. */
    String status() {
        return isOpen() ? "pending" : state.json();
    }

    /** Whether the other one asks the same of the same person, so that only one of them can be open. */
    boolean replaces(Challenge other) {
        return purpose == other.purpose
                && userId == other.userId
                && (purpose == Purpose.REGISTRATION
                        ? device.kind().equals(other.device.kind())
                        : device.deviceId().equals(other.device.deviceId()));
    }
}
