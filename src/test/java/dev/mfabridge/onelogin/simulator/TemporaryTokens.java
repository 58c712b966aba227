package dev.mfabridge.onelogin.simulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Temporary tokens of the help desk, each with a device in the list of the user. */
final class TemporaryTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Directory directory;
    private final Clock clock;
    private final Map<String, HelpDeskToken> byDevice = new ConcurrentHashMap<>();

    TemporaryTokens(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    private record HelpDeskToken(long user, String value, Instant expiresAt, boolean reusable) {}

    /**
     * Creates a token.
     *
     * @return the token as the user enters it
     */
    String create(long user, SimulatedDevice device, Instant expiresAt, boolean isReusable) {
        directory.add(user, device);
        var value = Integer.toString(RANDOM.nextInt(10_000_000, 100_000_000));
        byDevice.put(device.deviceId(), new HelpDeskToken(user, value, expiresAt, isReusable));
        return value;
    }

    /**
     * Uses a token. A token that is valid once is removed with its device.
     *
     * @return whether the token is right and valid
     */
    synchronized boolean use(SimulatedDevice device, String otp) {
        sweep();
        var token = byDevice.get(device.deviceId());
        if (token == null || !token.value().equals(otp)) {
            return false;
        }
        if (!token.reusable()) {
            remove(device.deviceId(), token);
        }
        return true;
    }

    /** Removes expired tokens with their devices. */
    synchronized void sweep() {
        var now = clock.instant();
        byDevice.forEach((device, token) -> {
            if (!now.isBefore(token.expiresAt())) {
                remove(device, token);
            }
        });
    }

    private void remove(String device, HelpDeskToken token) {
        byDevice.remove(device);
        directory.remove(token.user(), device);
    }
}
