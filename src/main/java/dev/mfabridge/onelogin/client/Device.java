package dev.mfabridge.onelogin.client;

/**
 * A device that a user has enrolled ({@code GET /api/2/mfa/users/{user_id}/devices}).
 *
 * @param id the device's id
 * @param name what to show to the user: the name the user gave it, else its type's; never empty
 * @param typeName what the OneLogin administrator calls its factor, which tells two factors of one kind apart; empty when
 *     the answer had none
 * @param authFactorName OneLogin's internal name, which tells the kind; empty when the answer had none
 * @param isDefault whether OneLogin calls it the user's default device
 */
public record Device(OneLoginId id, String name, String typeName, String authFactorName, boolean isDefault) {}
