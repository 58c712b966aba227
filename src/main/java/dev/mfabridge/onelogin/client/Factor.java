package dev.mfabridge.onelogin.client;

/**
 * Factor that a user may still enroll ({@code GET /api/2/mfa/users/{user_id}/factors}).
 *
 * @param id the factor's id, which differs between accounts
 * @param name the name to show to the user; never empty
 * @param authFactorName OneLogin's internal name, which determines the factor type; empty if the response has none
 */
public record Factor(OneLoginId id, String name, String authFactorName) {}
