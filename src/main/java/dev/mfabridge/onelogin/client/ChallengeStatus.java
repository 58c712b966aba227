package dev.mfabridge.onelogin.client;

/** How a registration or verification stands. Whatever OneLogin says that is not one of its three words is UNKNOWN. */
public enum ChallengeStatus {
    PENDING,
    ACCEPTED,
    REJECTED,
    UNKNOWN
}
