package dev.mfabridge.onelogin.client;

/**
 * Challenge of an enrolled device that OneLogin started ({@code POST /api/2/mfa/users/{user_id}/verifications}).
 *
 * @param id the verification's id, the only field that OneLogin always sends
 * @param status the status, or UNKNOWN if the response has none, as in the response that OneLogin documents
 * @param data the data that the user has to see
 */
public record Verification(OneLoginId id, ChallengeStatus status, FactorData data) {}
