package dev.mfabridge.onelogin.client;

/**
 * A challenge of an enrolled device that was begun ({@code POST /api/2/mfa/users/{user_id}/verifications}).
 *
 * @param id the verification's id, the one field that OneLogin always gives
 * @param status how it stands, or UNKNOWN where the answer doesn't say, as OneLogin's documented one doesn't
 * @param data what the user has to see
 */
public record Verification(OneLoginId id, ChallengeStatus status, FactorData data) {}
