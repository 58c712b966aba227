package dev.mfabridge.onelogin.keycloak.admin;

import java.util.List;

/**
 * Factors of a user on both sides.
 *
 * @param oneLoginUser the OneLogin user's id, or null if it is unknown
 * @param problem a sentence about why the devices in OneLogin are unknown, or null if they are known
 * @param differs whether any factor is not certainly on both sides
 * @param factors the devices, each once
 */
public record FactorsView(String oneLoginUser, String problem, boolean differs, List<FactorView> factors) {

    /** Presence of a factor on the two sides. */
    public enum Presence {
        /** The factor is in Keycloak and in OneLogin. */
        BOTH,
        /** The device was removed in OneLogin. The user's next login detects that. */
        KEYCLOAK_ONLY,
        /** The device was enrolled in OneLogin. The user's next login challenges the device and adopts it. */
        ONELOGIN_ONLY,
        /** The credential was removed, and the removal in OneLogin is pending. The device is not challenged. */
        PENDING_REMOVAL,
        /** The device has a credential, but OneLogin did not answer, or the device is in another OneLogin account. */
        UNKNOWN
    }

    /**
     * View of a device.
     *
     * @param device the device's id in OneLogin
     * @param kind the factor type, or null for a pending removal
     * @param name the user's name for the device, or null for a pending removal
     * @param credential the id of the credential, or null if there is none
     * @param created the time at which the credential was created, in milliseconds since 1970, or null
     * @param presence the sides that have the device
     */
    public record FactorView(
            String device, String kind, String name, String credential, Long created, Presence presence) {}

    static FactorsView of(String oneLoginUser, String problem, List<FactorView> factors) {
        var differs = factors.stream().anyMatch(factor -> factor.presence() != Presence.BOTH);
        return new FactorsView(oneLoginUser, problem, differs, factors);
    }
}
