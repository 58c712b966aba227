package dev.mfabridge.onelogin.simulator;

/**
 * What a person sees in an authenticator app.
 *
 * @param kind {@code AUTHENTICATOR} or {@code PROTECT}
 * @param name what the person called the device
 * @param enrolled false while it is being enrolled
 * @param secondsLeft until it shows another code
 */
public record AuthenticatorApp(
        long userId, String deviceId, String kind, String name, boolean enrolled, String code, long secondsLeft) {}
