package dev.mfabridge.onelogin.keycloak.ratelimit;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Keys in Keycloak's single-use object store, which all realms and users of a server share. OneLogin may give the ids of
 * challenges as small numbers, so a key without the realm and the user would mix users up.
 */
final class StoreKey {
    private static final String PREFIX = "onelogin-mfa.";

    private StoreKey() {}

    /** Returns the beginning of the keys of one user. */
    static String of(String name, RealmModel realm, UserModel user) {
        return of(name, realm.getId() + "." + user.getId());
    }

    /**
     * Returns the beginning of the keys of one owner.
     *
     * @param owner the id of the owner
     */
    static String of(String name, String owner) {
        return PREFIX + name + "." + owner + ".";
    }
}
