package dev.mfabridge.onelogin.keycloak.settings;

import java.time.Duration;

/**
 * How many messages a person may be sent.
 *
 * @param max how many within the window
 * @param window how long each of them counts
 */
public record RateLimit(int max, Duration window) {}
