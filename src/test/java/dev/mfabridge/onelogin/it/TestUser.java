package dev.mfabridge.onelogin.it;

/**
 * A person as Keycloak and OneLogin know them.
 *
 * @param id Keycloak's
 * @param oneLoginId 0 when OneLogin doesn't know the person
 */
public record TestUser(String id, String username, String password, String email, long oneLoginId) {}
