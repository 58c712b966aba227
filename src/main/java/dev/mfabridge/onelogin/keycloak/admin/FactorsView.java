package dev.mfabridge.onelogin.keycloak.admin;

import java.util.List;

/**
 * A user's factors on both sides.
 *
 * @param oneLoginUser the OneLogin user's id, or null when it isn't known
 * @param problem why OneLogin's side isn't known, a sentence, or null when it is
 * @param differs whether any factor is not there on both sides
 * @param factors each device once
 */
public record FactorsView(String oneLoginUser, String problem, boolean differs, List<FactorView> factors) {

    /** Where a factor is. */
    public enum Presence {
        BOTH,
        /** It was removed in OneLogin: the user's next login finds out. */
        KEYCLOAK_ONLY,
        /** It was enrolled in OneLogin: the user's next login asks for it, and it is adopted then. */
        ONELOGIN_ONLY,
        /** Its credential was removed, and OneLogin could not be told yet. It is not asked for. */
        PENDING_REMOVAL,
        /** It has a credential; OneLogin could not be asked, or it is in another OneLogin account than the one that was. */
        UNKNOWN
    }

    /**
     * One device.
     *
     * @param device OneLogin's id of it
     * @param kind how it is proven, or null for one that is left over
     * @param name what the user calls it, or null for one that is left over
     * @param credential the id of its credential, or null where there is none
     * @param created when the credential was created, in milliseconds since 1970, or null
     */
    public record FactorView(
            String device, String kind, String name, String credential, Long created, Presence presence) {}

    static FactorsView of(String oneLoginUser, String problem, List<FactorView> factors) {
        var differs = factors.stream().anyMatch(factor -> factor.presence() != Presence.BOTH);
        return new FactorsView(oneLoginUser, problem, differs, factors);
    }
}
