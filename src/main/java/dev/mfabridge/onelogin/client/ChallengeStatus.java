package dev.mfabridge.onelogin.client;

/**
 * Status of a registration or verification. A status that is not one of OneLogin's three words is UNKNOWN, which is
 * never an acceptance (S1).
 */
public enum ChallengeStatus {
    PENDING,
    ACCEPTED,
    REJECTED,
    UNKNOWN
}
