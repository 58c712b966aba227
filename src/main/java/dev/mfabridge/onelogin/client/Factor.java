package dev.mfabridge.onelogin.client;

/**
 * A factor that a user may still enrol ({@code GET /api/2/mfa/users/{user_id}/factors}).
 *
 * @param id the factor's id, which differs from account to account
 * @param name what to show to the user; never empty
 * @param authFactorName OneLogin's internal name, which tells the kind; empty when the answer had none
 */
public record Factor(OneLoginId id, String name, String authFactorName) {}
