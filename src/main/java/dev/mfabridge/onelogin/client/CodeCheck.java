package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * Result of checking a code ({@code PUT .../registrations/{registration_id}}, {@code PUT
 * .../verifications/{verification_id}} and {@code POST .../verifications}).
 *
 * @param verdict the meaning of OneLogin's response
 * @param deviceId the device that was proven, if the response names it
 */
public record CodeCheck(Verdict verdict, Optional<OneLoginId> deviceId) {

    /** Meaning of OneLogin's response to a code. */
    public enum Verdict {
        /** OneLogin accepted the code: the only response that proves the factor (S1). */
        ACCEPTED,
        /** The code was wrong. The user can enter another code. */
        WRONG,
        /** OneLogin rejected the code or the user. The OneLogin user has to be looked up to tell which. */
        FORBIDDEN,
        /** OneLogin no longer knows the registration or verification: it has expired or was used. */
        GONE
    }

    static CodeCheck of(Verdict verdict) {
        return new CodeCheck(verdict, Optional.empty());
    }
}
