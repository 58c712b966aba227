package dev.mfabridge.onelogin.client;

/**
 * Device that a user has enrolled ({@code GET /api/2/mfa/users/{user_id}/devices}).
 *
 * @param id the device's id
 * @param name the name to show: the user's name for the device, or else its type; never empty
 * @param typeName the OneLogin administrator's name for the factor, which distinguishes two factors of one type; empty
 *     if the response has none
 * @param authFactorName OneLogin's internal name, which determines the factor type; empty if the response has none
 * @param isDefault whether the device is the user's default device in OneLogin
 */
public record Device(OneLoginId id, String name, String typeName, String authFactorName, boolean isDefault) {}
