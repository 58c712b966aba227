package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * How a registration or verification stands that the person answers elsewhere ({@code GET
 * .../registrations/{registration_id}} and {@code GET .../verifications/{verification_id}}).
 *
 * @param status what it means
 * @param deviceId the device that was proven, when the answer named it
 */
public record PollResult(Status status, Optional<OneLoginId> deviceId) {

    /** How it stands. */
    public enum Status {
        /** Not answered yet. */
        PENDING,
        /** The person answered, and OneLogin accepts it. */
        ACCEPTED,
        /** The person declined, or typed a wrong code into the phone. */
        REJECTED,
        /** OneLogin does not know it any more: it expired or was used. */
        GONE
    }
}
