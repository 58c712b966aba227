package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * Enrollment that OneLogin started ({@code POST /api/2/mfa/users/{user_id}/registrations}).
 *
 * @param id the registration's id, the only field that OneLogin always sends
 * @param status the status, or UNKNOWN if the response has none
 * @param deviceId the device that is enrolled, if the response names it
 * @param data the data that the user has to see
 */
public record Registration(OneLoginId id, ChallengeStatus status, Optional<OneLoginId> deviceId, FactorData data) {}
