package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * Temporary token that OneLogin created for a user ({@code POST /api/2/mfa/users/{user_id}/mfa_token}). The user enters the
 * token in place of a code. {@link #toString()} hides the token (S7).
 *
 * @param code the token as the user enters it
 * @param device the device that OneLogin created for the token, if the response names it
 */
public record TemporaryToken(OneTimeCode code, Optional<OneLoginId> device) {}
