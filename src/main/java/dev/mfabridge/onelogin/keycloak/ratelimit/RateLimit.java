package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.time.Duration;

/**
 * Limit of messages to a user.
 *
 * @param max the number of messages within the window
 * @param window the time for which a message uses up a permit
 */
public record RateLimit(int max, Duration window) {}
