package dev.mfabridge.onelogin.simulator;

/**
 * Authenticator app of a user.
 *
 * @param kind {@code AUTHENTICATOR} or {@code PROTECT}
 * @param name the user's name of the device
 * @param enrolled false if the registration of the device is pending
 * @param secondsLeft the seconds until the app shows another code
 */
public record AuthenticatorApp(
        long userId, String deviceId, String kind, String name, boolean enrolled, String code, long secondsLeft) {}
