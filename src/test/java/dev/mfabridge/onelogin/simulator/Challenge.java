package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * A registration or a verification: a code was sent, and the answer to it is awaited or has come.
 *
 * @param device the device that is being enrolled, or the one that is being proved
 */
record Challenge(
        String id,
        Purpose purpose,
        long userId,
        SimulatedDevice device,
        String code,
        Instant expiresAt,
        boolean accepted) {
    enum Purpose {
        REGISTRATION,
        VERIFICATION
    }

    Challenge asAccepted() {
        return new Challenge(id, purpose, userId, device, code, expiresAt, true);
    }

    String status() {
        return accepted ? "accepted" : "pending";
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
