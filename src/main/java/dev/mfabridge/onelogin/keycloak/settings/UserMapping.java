package dev.mfabridge.onelogin.keycloak.settings;

/** Mapping of a Keycloak user to a OneLogin user. */
public enum UserMapping {
    /** The user attribute {@code onelogin_user_id} holds the OneLogin user's id. */
    ATTRIBUTE,
    /** The OneLogin user with the same e-mail address, which must be verified in Keycloak. */
    EMAIL,
    /** The OneLogin user with the same username. */
    USERNAME,
    /** The OneLogin user whose external id is the Keycloak user's id. */
    EXTERNAL_ID
}
