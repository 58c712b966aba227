package dev.mfabridge.onelogin.client;

import java.util.Optional;

/**
 * What OneLogin said to a code ({@code PUT .../registrations/{registration_id}} and {@code PUT
 * .../verifications/{verification_id}}).
 *
 * @param verdict what it means
 * @param deviceId the device that was proven, when the answer named it
 */
public record CodeCheck(Verdict verdict, Optional<OneLoginId> deviceId) {

    /** What OneLogin's answer to a code means. */
    public enum Verdict {
        /** OneLogin accepted the code: the one answer that proves the factor. */
        ACCEPTED,
        /** The code was not the right one; another can be tried. */
        WRONG,
        /** OneLogin refused, over the code or over the user: who the user is has to be looked at. */
        FORBIDDEN,
        /** OneLogin does not know the registration or verification any more: it expired or was used. */
        GONE
    }

    static CodeCheck of(Verdict verdict) {
        return new CodeCheck(verdict, Optional.empty());
    }
}
