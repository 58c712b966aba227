package dev.mfabridge.onelogin.api;

/** How a registration or verification stands. Whatever OneLogin says that is not one of its three words is UNKNOWN. */
public enum Status {
    PENDING,
    ACCEPTED,
    REJECTED,
    UNKNOWN
}
