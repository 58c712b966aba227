package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * Registration or verification, pending or complete.
 *
 * @param device the device that is being enrolled or proven
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

    /** Returns OneLogin's name of the state. */
    String status() {
        return isOpen() ? "pending" : state.json();
    }

    /** Returns whether this challenge replaces another one of the same user, since only one of them can be open. */
    boolean replaces(SimulatedChallenge other) {
        return purpose == other.purpose
                && userId == other.userId
                && (purpose == ChallengePurpose.REGISTRATION
                        ? device.kind().equals(other.device.kind())
                        : device.deviceId().equals(other.device.deviceId()));
    }
}
