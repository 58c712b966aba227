package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * A registration or a verification: the answer of a person is awaited or has come.
 *
 * @param device the device that is being enrolled, or the one that is being proved
 */
record SimulatedChallenge(
        String id,
        ChallengePurpose purpose,
        long userId,
        SimulatedDevice device,
        ChallengeMethod proof,
        Instant expiresAt,
        Message.MessageState state) {
    enum ChallengePurpose {
        REGISTRATION,
        VERIFICATION
    }

    SimulatedChallenge as(Message.MessageState newState) {
        return new SimulatedChallenge(id, purpose, userId, device, proof, expiresAt, newState);
    }

    boolean belongsTo(ChallengePurpose wanted, long user) {
        return purpose == wanted && userId == user;
    }

    boolean isOpen() {
        return state == Message.MessageState.OPEN;
    }

    /** As OneLogin says it. */
    String status() {
        return isOpen() ? "pending" : state.json();
    }

    /** Whether the other one asks the same of the same person, so that only one of them can be open. */
    boolean replaces(SimulatedChallenge other) {
        return purpose == other.purpose
                && userId == other.userId
                && (purpose == ChallengePurpose.REGISTRATION
                        ? device.kind().equals(other.device.kind())
                        : device.deviceId().equals(other.device.deviceId()));
    }
}
