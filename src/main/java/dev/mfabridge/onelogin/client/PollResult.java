package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * Result of polling a registration or verification that the user confirms out of band ({@code GET
 * .../registrations/{registration_id}} and {@code GET .../verifications/{verification_id}}).
 *
 * @param status the status
 * @param deviceId the device that was proven, if the response names it
 */
public record PollResult(Status status, Optional<OneLoginId> deviceId) {

    /** Status of an out-of-band confirmation. */
    public enum Status {
        /** The user has not confirmed or denied yet. */
        PENDING,
        /** The user confirmed, and OneLogin accepts the confirmation: the only status that proves the factor (S1). */
        ACCEPTED,
        /** The user denied, or entered a wrong code on the phone. */
        REJECTED,
        /** OneLogin no longer knows the registration or verification: it has expired or was used. */
        GONE
    }
}
