package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * An enrollment that was begun ({@code POST /api/2/mfa/users/{user_id}/registrations}).
 *
 * @param id the registration's id, the one field that OneLogin always gives
 * @param status how it stands, or UNKNOWN where the answer doesn't say
 * @param deviceId the device it enrolls, when the answer named it
 * @param data what the user has to see
 */
public record Registration(OneLoginId id, ChallengeStatus status, Optional<OneLoginId> deviceId, FactorData data) {}
