package dev.mfabridge.onelogin.api;

import java.util.Optional;

/**
 * An enrolment that was begun ({@code POST /api/2/mfa/users/{user_id}/registrations}).
 *
 * @param id the registration's id
 * @param status how it stands; {@code ACCEPTED} means that nothing is left to verify
 * @param deviceId the device it enrols, when the answer named it
 * @param data what the person has to see or type elsewhere
 */
public record Registration(OneLoginId id, Status status, Optional<OneLoginId> deviceId, FactorData data) {}
