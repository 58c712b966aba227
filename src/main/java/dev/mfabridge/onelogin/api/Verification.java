package dev.mfabridge.onelogin.api;

/**
 * A challenge of an enrolled device that was begun ({@code POST /api/2/mfa/users/{user_id}/verifications}).
 *
 * @param id the verification's id
 * @param status how it stands
 * @param data what the person has to see or type elsewhere
 */
public record Verification(OneLoginId id, Status status, FactorData data) {}
